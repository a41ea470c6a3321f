/** Ownership in node-oracledb: connections go back to their pool by `close`, and result sets hold a cursor on the server. */

import { emitterMembers } from "../emitter-members.ts";
import type { FunctionModel, Model } from "../schema.ts";

const connect: FunctionModel = {
  result: { kind: "fresh", type: "Connection", awaited: true },
  whenResult: ["Connection"],
  callback: { type: "Connection", parameter: 1, error: 0 },
  throws: "outside",
};

export const oracledb: Model = {
  modules: ["oracledb"],
  types: {
    Connection: {
      what: "a database connection",
      strength: "hard",
      release: ["close", "release", "[Symbol.asyncDispose]"],
      leak: "A pooled connection keeps its slot for good: when the pool is used up `getConnection()` waits, then fails with `NJS-040`. Any other stays open on the server.",
      useAfter: "The call fails with `NJS-003: invalid or closed connection`.",
      safeAfter: [...emitterMembers],
    },
    Pool: {
      what: "a connection pool",
      strength: "soft",
      release: ["close", "terminate", "[Symbol.asyncDispose]"],
      leak: "Its connections stay open and keep the process alive.",
    },
    ResultSet: {
      what: "an open result set",
      strength: "soft",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "The cursor stays open on the server until the connection is closed; at the limit queries fail with `ORA-01000`.",
    },
  },
  functions: {
    getConnection: connect,
    "Pool.getConnection": connect,
    createPool: { result: { kind: "fresh", type: "Pool", awaited: true }, whenResult: ["Pool"], throws: "outside" },
    "Connection.execute": { takes: { "*": "borrows" }, throws: "outside" },
    "Connection.commit": { throws: "outside" },
    "Connection.rollback": { throws: "outside" },
  },
};
