/** Ownership in web streams: what `getReader` and `getWriter` lock, and what a stream keeps of what is written into it. */

import type { Model } from "../schema.ts";

const readerLock = {
  strength: "hard",
  release: ["releaseLock", "cancel"],
  usableAfter: ["cancel"],
  endsWhenDone: ["read"],
  endsOnFailure: ["read"],
  heldWhile: ["locked"],
  leak: "The stream stays locked: nobody else can read, cancel or pipe it, and what feeds it is never told to stop.",
  useAfter: "The call rejects with a `TypeError`: the reader no longer holds the stream.",
  safeAfter: ["closed"],
} as const;

export const webStreams: Model = {
  modules: ["global", "node:stream/web", "stream/web"],
  types: {
    ReadableStreamDefaultReader: { what: "the lock on a readable stream", ...readerLock },
    ReadableStreamBYOBReader: { what: "the lock on a readable stream", ...readerLock },
    WritableStreamDefaultWriter: {
      what: "the lock on a writable stream",
      strength: "hard",
      release: ["releaseLock", "close", "abort"],
      finishes: ["releaseLock", "close"],
      endsOnFailure: ["write", "ready", "close"],
      heldWhile: ["locked"],
      leak: "The stream stays locked and open: nobody else can write or close it, and its reader waits for an end that never comes.",
      useAfter: "The call rejects with a `TypeError`: the writer no longer holds the stream, or the stream is closed.",
      safeAfter: ["closed", "ready"],
    },
  },
  functions: {
    "ReadableStream.getReader": { result: { kind: "fresh", type: "ReadableStreamDefaultReader" } },
    "new ReadableStreamDefaultReader": { result: { kind: "fresh", type: "ReadableStreamDefaultReader" } },
    "new ReadableStreamBYOBReader": { result: { kind: "fresh", type: "ReadableStreamBYOBReader" } },
    // Its writer closes the stream.
    "WritableStream.getWriter": { result: { kind: "fresh", type: "WritableStreamDefaultWriter" }, takes: { this: "stores" } },
    "new WritableStreamDefaultWriter": { result: { kind: "fresh", type: "WritableStreamDefaultWriter" } },
    // The bytes under the view move into the stream.
    "ReadableStreamBYOBReader.read": { takes: { "0": "moves" }, throws: "outside" },
    "ReadableByteStreamController.enqueue": { takes: { "0": "moves" } },
    // A pipe and a tee own the stream from then on: they lock it, and end it.
    "ReadableStream.tee": { takes: { this: "stores" } },
    "ReadableStream.pipeTo": { takes: { this: "stores", "0": "stores" }, throws: "outside" },
    "ReadableStream.pipeThrough": { takes: { this: "stores", "0": "stores" } },
  },
};
