/** Ownership in generic-pool: whatever it pools is lent, and given back to it. */

import type { Model } from "../schema.ts";

export const genericPool: Model = {
  modules: ["generic-pool"],
  types: {
    loan: {
      what: "a resource of the pool",
      strength: "hard",
      release: [],
      releasedBy: ["release", "destroy"],
      leak: "The pool counts it as lent for good. When all are lent, `acquire` waits for ever.",
      useAfter: "Somebody else may have it by now: two users share one connection.",
      doubleRelease: "The second `release` rejects, or puts it into the pool twice, and two users get the same.",
      argumentIsUse: true,
    },
    Pool: { what: "a pool", strength: "soft", release: ["drain", "clear"], leak: "What it holds stays open." },
  },
  functions: {
    "Pool.acquire": {
      result: { kind: "fresh", type: "loan", awaited: true },
      callback: { type: "loan", error: 0, parameter: 1 },
      throws: "outside",
    },
    "Pool.release": { takes: { "0": "releases" }, throws: "outside" },
    "Pool.destroy": { takes: { "0": "releases" }, throws: "outside" },
    "Pool.use": { takes: { "*": "stores" }, throws: "outside" },
  },
};
