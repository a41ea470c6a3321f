/** Ownership in Expo's SQLite: prepared statements are finalized by hand. */

import type { Model } from "../schema.ts";

export const expoSqlite: Model = {
  modules: ["expo-sqlite"],
  types: {
    SQLiteStatement: {
      what: "a prepared statement",
      strength: "hard",
      release: ["finalizeAsync", "finalizeSync"],
      leak: "The statement stays in native memory, and the database cannot be closed: closing fails because statements are not finalized.",
      useAfter: "The call fails: access to a closed resource.",
      safeAfter: [],
    },
    SQLiteDatabase: {
      what: "an open database",
      strength: "soft",
      release: ["closeAsync", "closeSync"],
      leak: "The file stays open until the app ends.",
    },
  },
  functions: {
    "SQLiteDatabase.prepareAsync": { result: { kind: "fresh", type: "SQLiteStatement", awaited: true }, throws: "outside" },
    "SQLiteDatabase.prepareSync": { result: { kind: "fresh", type: "SQLiteStatement" }, throws: "outside" },
    "SQLiteStatement.executeAsync": { throws: "outside" },
    "SQLiteStatement.executeSync": { throws: "outside" },
    // A database that the project declares itself is commonly called just that.
    "Database.prepareAsync": { result: { kind: "fresh", type: "SQLiteStatement", awaited: true }, throws: "outside" },
    "Database.prepareSync": { result: { kind: "fresh", type: "SQLiteStatement" }, throws: "outside" },
  },
  shapes: [{ names: ["SQLiteStatement", "Statement"], members: ["finalizeSync"], type: "SQLiteStatement" }],
};
