/** Ownership in TypeORM: a query runner is one connection of the pool. */

import type { Model } from "../schema.ts";

export const typeorm: Model = {
  modules: ["typeorm"],
  types: {
    QueryRunner: {
      what: "a pool checkout",
      strength: "hard",
      release: ["release", "[Symbol.asyncDispose]"],
      leak: "Each leak keeps one connection of the pool for good. When the pool is used up every query waits for ever. Nothing is thrown.",
      useAfter: "The call fails with `Query runner already released. Cannot run queries anymore.`.",
      safeAfter: ["isReleased", "isTransactionActive", "data", "dataSource", "connection", "manager"],
      loan: true,
    },
    DataSource: {
      what: "a connection pool",
      // Soft: one is made for the life of the process.
      strength: "soft",
      release: ["destroy", "[Symbol.asyncDispose]"],
      leak: "Its connections stay open and keep the process alive.",
    },
  },
  functions: {
    // Nothing is taken from the pool before `connect` has succeeded.
    "DataSource.createQueryRunner": { result: { kind: "shared" } },
    "Driver.createQueryRunner": { result: { kind: "shared" } },
    "QueryRunner.connect": { takes: { this: "acquires" }, throws: "outside" },
    "new DataSource": { result: { kind: "fresh", type: "DataSource" } },
    "DataSource.transaction": { takes: { "*": "stores" }, throws: "outside" },
    "EntityManager.transaction": { takes: { "*": "stores" }, throws: "outside" },
  },
  shapes: [{ names: ["QueryRunner"], members: ["query", "release"], type: "QueryRunner" }],
};
