/** Ownership in mysql2, callback and promise API alike: connections of a pool, and connections of one's own. */

import { emitterMembers } from "../emitter-members.ts";
import type { FunctionModel, Model } from "../schema.ts";

const checkout: FunctionModel = {
  result: { kind: "fresh", type: "PoolConnection", awaited: true },
  whenResult: ["PoolConnection"],
  callback: { type: "PoolConnection", parameter: 1, error: 0 },
  throws: "outside",
};

export const mysql2: Model = {
  modules: ["mysql2", "mysql"],
  types: {
    PoolConnection: {
      what: "a pool checkout",
      strength: "hard",
      release: ["release", "destroy", "[Symbol.asyncDispose]", "[Symbol.dispose]"],
      leak: "Each leak keeps one pool slot for good. When the pool is used up the next `getConnection()` waits for ever. Nothing is thrown.",
      useAfter: "The connection may already serve another request: its queries run inside that request's transaction.",
      safeAfter: ["threadId", "connection", ...emitterMembers],
      loan: true,
    },
    Connection: {
      what: "a database connection",
      strength: "hard",
      release: ["end", "destroy", "close", "[Symbol.asyncDispose]", "[Symbol.dispose]"],
      finishes: ["end"],
      leak: "The connection stays open and keeps the process alive; the server runs out of connections.",
      useAfter: "The query fails: the connection is closed.",
      safeAfter: ["threadId", ...emitterMembers],
    },
    Pool: {
      what: "a connection pool",
      strength: "soft",
      release: ["end", "[Symbol.asyncDispose]", "[Symbol.dispose]"],
      leak: "Its connections stay open and keep the process alive.",
      useAfter: "The call fails with `Pool is closed.`.",
      safeAfter: [...emitterMembers],
    },
  },
  functions: {
    "Pool.getConnection": checkout,
    "PoolCluster.getConnection": checkout,
    "PoolNamespace.getConnection": checkout,
    "Pool.releaseConnection": { takes: { "0": "releases" } },
    createPool: { result: { kind: "fresh", type: "Pool" } },
  },
  shapes: [
    { names: ["PoolConnection", "Connection"], members: ["query", "release"], type: "PoolConnection" },
    { names: ["Connection"], members: ["query", "end"], type: "Connection" },
  ],
};

/** The callback API's `createConnection` gives a connection that is not open yet; this one gives an open one. */
export const mysql2Promise: Model = {
  modules: ["mysql2/promise"],
  functions: {
    createConnection: { result: { kind: "fresh", type: "mysql2:Connection", awaited: true }, throws: "outside" },
    createPool: { result: { kind: "fresh", type: "mysql2:Pool" } },
  },
};
