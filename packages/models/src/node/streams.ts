/** Node's streams: in-memory ones own nothing, and what is piped belongs to the pipe. */

import type { FunctionModel, Model, TypeModel } from "../schema.ts";

const inMemory: TypeModel = {
  what: "a stream",
  strength: "none",
  release: ["destroy", "end", "[Symbol.asyncDispose]"],
};
/** Pipes destroy every stream they were given, at the end and on failure. */
const takesAll: FunctionModel = { takes: { "*": "stores" }, throws: "outside" };

export const streams: Model = {
  modules: ["node:stream", "stream"],
  types: { Stream: inMemory, Readable: inMemory, Writable: inMemory, Duplex: inMemory, Transform: inMemory, PassThrough: inMemory },
  functions: {
    pipeline: takesAll,
    compose: takesAll,
    finished: { takes: { "0": "borrows", "*": "stores" } },
    addAbortSignal: { result: { kind: "same", as: "1" } },
    "Stream.pipe": { result: { kind: "same", as: "0" }, takes: { this: "stores", "0": "stores" } },
    "Readable.unpipe": { result: { kind: "same", as: "this" } },
    "static Readable.toWeb": { takes: { "0": "stores" } },
    "static Readable.fromWeb": { takes: { "0": "stores" } },
    "static Writable.toWeb": { takes: { "0": "stores" } },
    "static Writable.fromWeb": { takes: { "0": "stores" } },
    "static Duplex.toWeb": { takes: { "0": "stores" } },
    "static Duplex.fromWeb": { takes: { "0": "stores" } },
  },
  shapes: [
    { names: ["Readable", "Duplex", "Transform", "PassThrough"], members: ["destroy", "read", "on"], type: "Readable" },
    { names: ["Writable"], members: ["destroy", "write", "on"], type: "Writable" },
  ],
};

export const streamPromises: Model = {
  modules: ["node:stream/promises", "stream/promises"],
  functions: { pipeline: takesAll, finished: { throws: "outside" } },
};
