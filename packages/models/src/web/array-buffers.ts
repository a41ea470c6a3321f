/** Memory and its views: a transferred, resized or grown buffer leaves its views behind. */

import type { FunctionModel, Model, TypeModel } from "../schema.ts";

/** A view of a buffer, but a copy of an array or of another view. */
const view: FunctionModel = { result: { kind: "derived", from: "0", onlyOf: ["ArrayBuffer"] } };
/** A part of the same memory. */
const part: FunctionModel = { result: { kind: "derived", from: "this" } };
const transfer: FunctionModel = { result: { kind: "fresh", type: "ArrayBuffer" }, takes: { this: "moves" }, endsViews: true };

const views = [
  "Uint8Array",
  "Int8Array",
  "Uint8ClampedArray",
  "Uint16Array",
  "Int16Array",
  "Uint32Array",
  "Int32Array",
  "Float16Array",
  "Float32Array",
  "Float64Array",
  "BigInt64Array",
  "BigUint64Array",
] as const;

const viewType: TypeModel = {
  what: "a view of memory",
  strength: "none",
  release: [],
  useAfter: "Its length is 0: reads give `undefined` and writes go nowhere, silently.",
};

export const arrayBuffers: Model = {
  modules: ["global"],
  types: {
    ArrayBuffer: {
      what: "a block of memory",
      strength: "none",
      release: [],
      useAfter: "It is detached: its length is 0, and a view of it cannot be made.",
      safeAfter: ["detached", "byteLength"],
    },
    ...Object.fromEntries(views.map((name) => [name, viewType])),
    DataView: { ...viewType, useAfter: "Every read and write throws a `TypeError`." },
  },
  functions: {
    "new DataView": view,
    ...Object.fromEntries(views.map((name) => [`new ${name}`, view])),
    ...Object.fromEntries(views.map((name) => [`${name}.subarray`, part])),
    "ArrayBuffer.transfer": transfer,
    "ArrayBuffer.transferToFixedLength": transfer,
    // Views that track the length survive, those of a fixed length may not.
    "ArrayBuffer.resize": {},
  },
};

/** `Memory` is declared in a namespace; its `buffer` is another object after each growth. */
export const webAssembly: Model = {
  modules: ["global"],
  types: {
    Memory: { what: "linear memory", strength: "none", release: [], derived: ["buffer"] },
  },
  functions: {
    "Memory.grow": { endsViews: true },
  },
};
