/** Ownership in the MongoDB driver: clients, sessions and cursors. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model, TypeModel } from "../schema.ts";

/** Soft: the driver closes a cursor that was read to its end or iterated, and the server drops idle ones after ten minutes. */
const cursor: TypeModel = {
  what: "a cursor",
  strength: "soft",
  release: ["close", "[Symbol.asyncDispose]"],
  leak: "The server keeps the cursor and what it holds for ten minutes.",
};

export const mongodb: Model = {
  modules: ["mongodb"],
  types: {
    MongoClient: {
      what: "a connected client",
      strength: "hard",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "Its connections and monitors stay and keep the process alive.",
      // Absent on purpose: a closed client connects again on its next use.
    },
    ClientSession: {
      what: "a session",
      strength: "hard",
      release: ["endSession", "[Symbol.asyncDispose]"],
      leak: "The session stays on the server for thirty minutes, and a transaction that it has begun keeps its locks for one.",
      useAfter: "The call fails with `Cannot use a session that has ended`.",
      safeAfter: ["id", "hasEnded", ...emitterMembers],
      argumentIsUse: true,
    },
    AbstractCursor: cursor,
    FindCursor: cursor,
    AggregationCursor: cursor,
    ListCollectionsCursor: cursor,
    ListIndexesCursor: cursor,
    ChangeStream: {
      what: "a change stream",
      strength: "soft",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "It keeps a cursor on the server and asks it again and again.",
    },
    GridFSBucketWriteStream: {
      what: "an upload",
      strength: "soft",
      release: ["end", "abort", "destroy"],
      leak: "Chunks without a file stay in the bucket.",
    },
  },
  functions: {
    // A client connects on its first use, with or without `connect`; one that was never used holds nothing.
    "new MongoClient": { result: { kind: "shared" } },
    "MongoClient.connect": { result: { kind: "same", as: "this" }, throws: "outside" },
    "static MongoClient.connect": { result: { kind: "fresh", type: "MongoClient", awaited: true }, throws: "outside" },
    "MongoClient.startSession": { result: { kind: "fresh", type: "ClientSession", within: "this" } },
    "MongoClient.withSession": { takes: { "*": "stores" }, throws: "outside" },
    "MongoClient.db": { result: { kind: "derived", from: "this" } },
    "Collection.watch": { result: { kind: "fresh", type: "ChangeStream" } },
    "Db.watch": { result: { kind: "fresh", type: "ChangeStream" } },
    "MongoClient.watch": { result: { kind: "fresh", type: "ChangeStream", within: "this" } },
  },
  shapes: [{ names: ["ClientSession", "Session"], members: ["endSession"], type: "ClientSession" }],
};
