/** Memory that moves: a transferred buffer is empty, and grown WebAssembly memory leaves its views behind. */

import type { FunctionModel, Model } from "../schema.ts";

const transfer: FunctionModel = { result: { kind: "fresh", type: "ArrayBuffer" }, takes: { this: "moves" }, endsViews: true };

export const arrayBuffers: Model = {
  modules: ["global"],
  types: {
    ArrayBuffer: {
      what: "a block of memory",
      strength: "none",
      release: [],
      useAfter: "It is detached: its length is 0, and making a view of it throws a `TypeError`.",
      safeAfter: ["detached", "byteLength"],
    },
    // Declared in the namespace `WebAssembly`; its `buffer` is another object after each growth.
    Memory: { what: "linear memory", strength: "none", release: [], derived: ["buffer"] },
  },
  functions: {
    "ArrayBuffer.transfer": transfer,
    "ArrayBuffer.transferToFixedLength": transfer,
    "Memory.grow": { endsViews: true },
  },
};
