/** Abort signals, which own nothing, and observers, which end with what they observe. */

import type { FunctionModel, Model, TypeModel } from "../schema.ts";

const observer: TypeModel = {
  what: "an observer",
  strength: "soft",
  release: ["disconnect"],
  leak: "Its callback and what that captures stay for as long as what it observes.",
};
const make = (type: string): FunctionModel => ({ result: { kind: "fresh", type }, takes: { "*": "stores" } });

export const signalsAndObservers: Model = {
  modules: ["global", "node:perf_hooks"],
  types: {
    AbortController: { what: "an abort controller", strength: "none", release: [] },
    AbortSignal: { what: "an abort signal", strength: "none", release: [] },
    MutationObserver: observer,
    ResizeObserver: observer,
    IntersectionObserver: observer,
    PerformanceObserver: observer,
    ReportingObserver: observer,
  },
  functions: {
    "new MutationObserver": make("MutationObserver"),
    "new ResizeObserver": make("ResizeObserver"),
    "new IntersectionObserver": make("IntersectionObserver"),
    "new PerformanceObserver": make("PerformanceObserver"),
    "new ReportingObserver": make("ReportingObserver"),
  },
};
