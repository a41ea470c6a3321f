/** Ownership in Level databases: an iterator keeps a snapshot of the database until it is closed, read whole or looped over. */

import type { Model, TypeModel } from "../schema.ts";

const iterator: TypeModel = {
  what: "a database iterator",
  strength: "hard",
  // `all` closes it when it has read the rest.
  release: ["close", "all", "[Symbol.asyncDispose]"],
  endsWhenIterated: true,
  leak: "It keeps its snapshot of the database: deleted and overwritten entries are not cleaned up before the database is closed.",
  useAfter: "The call fails with `LEVEL_ITERATOR_NOT_OPEN`.",
  safeAfter: ["db", "count", "limit"],
};

export const level: Model = {
  modules: ["abstract-level", "level", "classic-level", "browser-level", "memory-level"],
  types: {
    AbstractLevel: {
      what: "an open database",
      // Soft: one is opened for the life of the process.
      strength: "soft",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "The database stays locked: no other process can open it.",
    },
    AbstractIterator: iterator,
    AbstractKeyIterator: iterator,
    AbstractValueIterator: iterator,
  },
  functions: {
    "AbstractLevel.iterator": { result: { kind: "fresh", type: "AbstractIterator" } },
    "AbstractSublevel.iterator": { result: { kind: "fresh", type: "AbstractIterator" } },
  },
};
