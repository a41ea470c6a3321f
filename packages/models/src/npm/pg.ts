/** Ownership in node-postgres: clients borrowed from a pool, clients of one's own, and cursors. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model } from "../schema.ts";

export const pg: Model = {
  modules: ["pg", "pg-pool", "pg-cursor", "@neondatabase/serverless"],
  types: {
    PoolClient: {
      what: "a pool checkout",
      strength: "hard",
      release: ["release"],
      leak: "Each leak keeps one pool slot for good. When the pool is used up the next `pool.connect()` waits for ever. Nothing is thrown.",
      useAfter: "The client may already serve another request: its queries run inside that request's transaction.",
      doubleRelease: "The second `release()` throws `Release called on client which has already been released to the pool.`.",
      safeAfter: ["processID", ...emitterMembers],
      loan: true,
    },
    Pool: {
      what: "a connection pool",
      strength: "soft",
      release: ["end", "[Symbol.asyncDispose]"],
      leak: "Idle connections stay open until they time out after ten seconds.",
      useAfter: "The call rejects with `Cannot use a pool after calling end on the pool`.",
      doubleRelease: "The second `end()` rejects with `Called end on pool more than once`.",
      safeAfter: ["totalCount", "idleCount", "waitingCount", "ended", "ending", ...emitterMembers],
    },
    Client: {
      what: "a database connection",
      strength: "hard",
      release: ["end"],
      leak: "The connection stays open and keeps the process alive; the server runs out of connections.",
      useAfter: "The query rejects with `Client was closed and is not queryable`.",
      safeAfter: ["processID", ...emitterMembers],
    },
    Cursor: {
      what: "an open cursor",
      strength: "soft",
      release: ["close"],
      leak: "The portal stays open on the server until the connection ends, and the connection takes no other query before it.",
      endless: true,
      useAfter: "The cursor is at its end: `read` gives no rows, as if there were none left.",
      safeAfter: emitterMembers,
    },
  },
  functions: {
    "Pool.connect": {
      result: { kind: "fresh", type: "PoolClient", awaited: true },
      whenResult: ["PoolClient"],
      callback: { type: "PoolClient", parameter: 1, error: 0, release: 2 },
      throws: "outside",
    },
    "new Pool": { result: { kind: "fresh", type: "Pool" } },
    // Nothing is open before `connect` has succeeded.
    "new Client": { result: { kind: "shared" } },
    "Client.connect": { takes: { this: "acquires" }, throws: "outside" },
    "ClientBase.connect": { takes: { this: "acquires" }, throws: "outside" },
  },
  shapes: [
    { names: ["PoolClient", "PgPoolClient", "PgClient"], members: ["query", "release"], type: "PoolClient" },
    { names: ["Cursor"], members: ["close", "read"], type: "Cursor" },
  ],
};
