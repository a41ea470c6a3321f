/** Ownership in mobx: what observes is called again until it is disposed of, as long as what it observes lives. */

import type { FunctionModel, Model } from "../schema.ts";

/** Soft: what observes and what it observes are often collected together. */
const observing: FunctionModel = { result: { kind: "fresh", type: "IReactionDisposer" }, takes: { "*": "stores" } };

export const mobx: Model = {
  modules: ["mobx"],
  types: {
    IReactionDisposer: {
      what: "a reaction",
      strength: "soft",
      release: ["()"],
      leak: "It runs at every change, and keeps alive what it uses, as long as what it observes lives.",
      endless: true,
      form: "call",
    },
  },
  functions: { autorun: observing, reaction: observing },
};
