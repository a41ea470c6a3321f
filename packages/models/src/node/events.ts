/** What `node:events` hands out: emitters, which own nothing, and one listener that can be disposed of. */

import type { Model } from "../schema.ts";

export const events: Model = {
  modules: ["node:events", "events"],
  types: {
    EventEmitter: { what: "an event emitter", strength: "none", release: [] },
    abortListener: {
      what: "a listener on an abort signal",
      strength: "soft",
      release: ["[Symbol.dispose]"],
      leak: "The listener and what it captures stay for as long as the signal lives.",
    },
  },
  functions: {
    once: { takes: { "0": "borrows" }, throws: "outside" },
    addAbortListener: { result: { kind: "fresh", type: "abortListener" }, takes: { "*": "stores" } },
  },
};
