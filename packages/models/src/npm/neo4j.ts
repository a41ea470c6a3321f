/** Ownership in the Neo4j driver: sessions hold a connection while they work, and are closed by hand. */

import type { Model } from "../schema.ts";

export const neo4j: Model = {
  modules: ["neo4j-driver", "neo4j-driver-core", "neo4j-driver-lite"],
  types: {
    Driver: {
      what: "a driver",
      // Soft: one is made for the life of the process.
      strength: "soft",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "Its connections stay open and keep the process alive.",
    },
    Session: {
      what: "a session",
      strength: "hard",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "A result that was not read to its end keeps the session's connection; when the driver has none left, queries fail after a minute's wait.",
      useAfter: "The call fails with `Cannot run query in a closed session.`.",
      safeAfter: ["lastBookmark", "lastBookmarks"],
    },
    Transaction: {
      what: "an open transaction",
      strength: "soft",
      release: ["commit", "rollback", "close", "[Symbol.asyncDispose]"],
      leak: "It keeps its locks until its session is closed or the server gives it up.",
    },
  },
  functions: {
    "Driver.session": { result: { kind: "fresh", type: "Session" } },
    "Session.beginTransaction": { result: { kind: "fresh", type: "Transaction", within: "this" }, throws: "outside" },
  },
};
