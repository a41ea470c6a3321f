/** Ownership in mssql: a transaction and a prepared statement each hold one connection of the pool. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model } from "../schema.ts";

const usedUp = "When the pool is used up every request waits, then times out.";

export const mssql: Model = {
  modules: ["mssql", "mssql/msnodesqlv8"],
  types: {
    ConnectionPool: {
      what: "a connection pool",
      // Soft: one is made for the life of the process.
      strength: "soft",
      release: ["close"],
      leak: "Its connections stay open and keep the process alive.",
      safeAfter: ["connected", "connecting", "healthy", ...emitterMembers],
    },
    Transaction: {
      what: "an open transaction",
      strength: "hard",
      release: ["commit", "rollback"],
      leak: `The transaction keeps its locks and one connection of the pool. ${usedUp}`,
      doubleRelease: "The second one rejects with `ENOTBEGUN`: `Transaction has not begun`, and the first error is lost.",
      safeAfter: [...emitterMembers],
    },
    PreparedStatement: {
      what: "a prepared statement",
      strength: "hard",
      release: ["unprepare"],
      leak: `The statement keeps one connection of the pool. ${usedUp}`,
      safeAfter: [...emitterMembers],
    },
  },
  functions: {
    // They hold nothing before they have begun.
    "new Transaction": { result: { kind: "shared" } },
    "new PreparedStatement": { result: { kind: "shared" } },
    "ConnectionPool.transaction": { result: { kind: "shared" } },
    "Transaction.begin": { takes: { this: "acquires", "*": "stores" }, throws: "outside" },
    "PreparedStatement.prepare": { takes: { this: "acquires", "*": "stores" }, throws: "outside" },
  },
};
