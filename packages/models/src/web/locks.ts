/** Web locks, which last as long as their callback runs, and wake locks, which end when the page is hidden. */

import type { Model } from "../schema.ts";

export const locks: Model = {
  modules: ["global", "node:worker_threads"],
  types: {
    Lock: { what: "a web lock", strength: "none", release: [] },
    WakeLockSentinel: {
      what: "a wake lock",
      strength: "soft",
      release: ["release"],
      leak: "The screen stays on until the page is hidden.",
    },
  },
  functions: {
    "LockManager.request": { result: { kind: "shared" }, takes: { "*": "stores" } },
    // By its path: its type is not asked for, since the name alone is too common.
    "navigator.locks.request": {
      result: { kind: "shared" },
      takes: { "*": "stores" },
      locks: {
        mode: "exclusive",
        name: 0,
        during: 1,
        fails: "awaited",
        held: "locked",
        again: "The lock is given when the callback that waits for it is over: both wait for ever, in every tab. Nothing is thrown.",
      },
    },
    "WakeLock.request": { result: { kind: "fresh", type: "WakeLockSentinel", awaited: true }, throws: "outside" },
  },
};
