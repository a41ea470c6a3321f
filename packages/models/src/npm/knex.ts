/** Ownership in Knex: a transaction holds one connection of the pool until it is committed or rolled back. */

import type { FunctionModel, Model } from "../schema.ts";

/** Given a callback it ends by itself, and gives what the callback gives. */
const begin: FunctionModel = {
  result: { kind: "fresh", type: "Transaction", awaited: true },
  whenResult: ["Transaction"],
  throws: "outside",
};

export const knex: Model = {
  modules: ["knex"],
  types: {
    Transaction: {
      what: "an open transaction",
      strength: "hard",
      release: ["commit", "rollback"],
      leak: "The transaction keeps its locks and one connection of the pool for good. When the pool is used up every query times out.",
      useAfter: "The query rejects with `Transaction query already complete, run with DEBUG=knex:tx for more info`.",
      doubleRelease:
        "The second one rejects as well, for the transaction is complete: what was committed stays, and the first error is lost.",
      safeAfter: ["isCompleted", "executionPromise", "parentTransaction", "userParams"],
      argumentIsUse: true,
    },
    Knex: {
      what: "a connection pool",
      strength: "soft",
      release: ["destroy"],
      leak: "Its connections stay open until they have been idle for a while.",
    },
  },
  functions: {
    "Knex.transaction": begin,
    // A transaction can be called like Knex itself, and so is no plain object: its ends are said one by one.
    "Transaction.commit": { takes: { this: "releases" }, throws: "outside" },
    "Transaction.rollback": { takes: { this: "releases" }, throws: "outside" },
    // A transaction in a transaction is a savepoint, and ends with it.
    "Transaction.savepoint": {
      result: { kind: "fresh", type: "Transaction", awaited: true, within: "this" },
      whenResult: ["Transaction"],
      throws: "outside",
    },
  },
  // Of every such library: what was committed or rolled back takes no more queries.
  shapes: [{ names: ["Transaction"], members: ["commit", "rollback"], type: "Transaction" }],
};
