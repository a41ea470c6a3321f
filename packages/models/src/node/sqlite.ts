/** Databases of `node:sqlite`: the collector closes them, but nothing may be asked of a closed one. */

import type { Model } from "../schema.ts";

export const sqlite: Model = {
  modules: ["node:sqlite", "sqlite"],
  types: {
    DatabaseSync: {
      what: "an open database",
      // Soft: the collector closes it with its object.
      strength: "soft",
      release: ["close", "[Symbol.dispose]"],
      leak: "The file and its locks stay held until the collector closes it.",
      useAfter: "The call throws `ERR_INVALID_STATE`: `database is not open`.",
      doubleRelease: "The second `close()` throws `ERR_INVALID_STATE`: `database is not open`.",
      // `open` makes it usable again.
      safeAfter: ["open", "isOpen"],
    },
    StatementSync: { what: "a prepared statement", strength: "none", release: [] },
    Session: { what: "a change recorder", strength: "none", release: ["close", "[Symbol.dispose]"] },
  },
  functions: {
    "new DatabaseSync": { result: { kind: "fresh", type: "DatabaseSync" }, throws: "outside" },
    "DatabaseSync.exec": { throws: "outside" },
    "DatabaseSync.prepare": { result: { kind: "derived", from: "this" }, throws: "outside" },
    "DatabaseSync.createSession": { result: { kind: "derived", from: "this" } },
  },
};
