/** Ownership in better-sqlite3 and sqlite3: databases that the collector closes, and statements that keep them open. */

import type { Model } from "../schema.ts";

export const betterSqlite3: Model = {
  modules: ["better-sqlite3"],
  types: {
    Database: {
      what: "an open database",
      // Soft: the collector closes it with its object.
      strength: "soft",
      release: ["close"],
      leak: "The file and its locks stay held until the collector closes it.",
      useAfter: "The call throws a `TypeError`: `The database connection is not open`.",
      safeAfter: ["open", "name", "memory", "readonly", "inTransaction"],
    },
    Statement: { what: "a prepared statement", strength: "none", release: [] },
  },
  functions: {
    "new Database": { result: { kind: "fresh", type: "Database" }, throws: "outside" },
    "Database.prepare": { result: { kind: "derived", from: "this" }, throws: "outside" },
    "Database.transaction": { result: { kind: "derived", from: "this" }, takes: { "*": "stores" } },
    "Database.exec": { result: { kind: "same", as: "this" }, throws: "outside" },
  },
};

export const sqlite3: Model = {
  modules: ["sqlite3"],
  types: {
    Database: {
      what: "an open database",
      strength: "soft",
      release: ["close"],
      leak: "The file stays open until the collector closes it.",
    },
    Statement: {
      what: "a prepared statement",
      strength: "soft",
      release: ["finalize"],
      leak: "The database cannot be closed: `close` fails with `SQLITE_BUSY`.",
    },
  },
  functions: {
    "new Database": { result: { kind: "fresh", type: "Database" }, takes: { "*": "stores" } },
    "Database.prepare": { result: { kind: "fresh", type: "Statement", within: "this" }, takes: { "*": "stores" } },
  },
};
