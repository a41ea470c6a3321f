/** Ownership in Postgres.js: a reserved connection is out of the pool until it is released. */

import type { Model } from "../schema.ts";

export const postgres: Model = {
  modules: ["postgres"],
  types: {
    ReservedSql: {
      what: "a reserved connection",
      strength: "hard",
      release: ["release"],
      leak: "The connection never goes back to the pool. When the pool is used up every query waits for ever. Nothing is thrown.",
      loan: true,
    },
  },
  functions: {
    "Sql.reserve": { result: { kind: "fresh", type: "ReservedSql", awaited: true }, throws: "outside" },
    // It can be called like the pool itself, and so is no plain object.
    "ReservedSql.release": { takes: { this: "releases" } },
  },
};
