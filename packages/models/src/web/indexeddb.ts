/** IndexedDB: connections are kept for the life of the page, transactions end when nobody asks them for more. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model, TypeModel } from "../schema.ts";

const connection: TypeModel = {
  what: "a database connection",
  // Soft: pages keep one for life, and the collector closes those that nobody holds.
  strength: "soft",
  release: ["close"],
  endless: true,
  leak: "It blocks every upgrade and removal of the database, in other tabs too.",
  useAfter: "Starting a transaction throws an `InvalidStateError`: the connection is closing.",
  safeAfter: ["name", "version", "objectStoreNames", "onversionchange", "onclose", "onabort", "onerror", ...emitterMembers],
};

export const indexeddb: Model = {
  modules: ["global"],
  types: {
    IDBDatabase: connection,
    IDBTransaction: { what: "a transaction", strength: "none", release: [] },
    IDBCursor: { what: "a cursor", strength: "none", release: [] },
  },
  functions: {
    "IDBDatabase.transaction": { result: { kind: "derived", from: "this" } },
  },
};

/** The promise wrapper `idb`, whose connections are the same thing. */
export const idb: Model = {
  modules: ["idb"],
  types: { IDBPDatabase: connection },
  functions: { openDB: { result: { kind: "fresh", type: "IDBPDatabase", awaited: true }, throws: "outside" } },
};
