/** Timers: those of Node, of the browser, and animation frames. Most fire once and are gone, or are meant to run for ever. */

import type { FunctionModel, Model } from "../schema.ts";

/** A callback and what it captures belong to the timer until it has fired. */
const starts = (type: string): FunctionModel => ({ result: { kind: "fresh", type }, takes: { "*": "stores" }, throws: "never" });
const ends: FunctionModel = { takes: { "0": "releases" }, throws: "never" };

export const timers: Model = {
  modules: ["node:timers", "timers", "global"],
  types: {
    Timeout: {
      what: "a timer",
      strength: "soft",
      release: ["close", "[Symbol.dispose]"],
      releasedBy: ["clearTimeout", "clearInterval"],
      leak: "What its callback captures stays in memory and the process alive until it has fired.",
    },
    Interval: {
      what: "an interval",
      strength: "soft",
      release: ["close", "[Symbol.dispose]"],
      releasedBy: ["clearInterval", "clearTimeout"],
      leak: "It fires for ever: what its callback captures stays in memory, and the process alive.",
      endless: true,
    },
    Immediate: { what: "an immediate", strength: "none", release: ["[Symbol.dispose]"], releasedBy: ["clearImmediate"] },
    animationFrame: {
      what: "a requested animation frame",
      strength: "none",
      release: [],
      releasedBy: ["cancelAnimationFrame"],
      form: "number",
    },
    idleCallback: { what: "a requested idle callback", strength: "none", release: [], releasedBy: ["cancelIdleCallback"], form: "number" },
  },
  functions: {
    setTimeout: starts("Timeout"),
    setInterval: starts("Interval"),
    setImmediate: starts("Immediate"),
    requestAnimationFrame: starts("animationFrame"),
    requestIdleCallback: starts("idleCallback"),
    queueMicrotask: { takes: { "*": "stores" }, throws: "never" },
    clearTimeout: ends,
    clearInterval: ends,
    clearImmediate: ends,
    cancelAnimationFrame: ends,
    cancelIdleCallback: ends,
  },
};

/** Promises, which have nothing to release. */
export const timerPromises: Model = {
  modules: ["node:timers/promises", "timers/promises"],
  functions: { setTimeout: {}, setInterval: {}, setImmediate: {} },
};
