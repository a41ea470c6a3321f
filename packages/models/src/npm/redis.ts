/** Ownership in ioredis and redis: connections that are made once and kept. */

import type { Model } from "../schema.ts";

const leak = "The connection stays open, opens again when it breaks, and keeps the process alive.";

export const ioredis: Model = {
  modules: ["ioredis"],
  types: {
    Redis: { what: "a connection", strength: "soft", release: ["quit", "disconnect", "end"], leak },
    Cluster: { what: "a cluster of connections", strength: "soft", release: ["quit", "disconnect", "end"], leak },
  },
  functions: {
    "new Redis": { result: { kind: "fresh", type: "Redis" } },
    "new Cluster": { result: { kind: "fresh", type: "Cluster" } },
    "Redis.duplicate": { result: { kind: "fresh", type: "Redis" } },
    "Cluster.duplicate": { result: { kind: "fresh", type: "Cluster" } },
  },
  shapes: [
    { names: ["Redis"], members: ["quit", "disconnect"], type: "Redis" },
    { names: ["Cluster"], members: ["quit", "disconnect"], type: "Cluster" },
  ],
};

export const redis: Model = {
  modules: ["redis", "@redis/client"],
  types: {
    RedisClientType: { what: "a connection", strength: "soft", release: ["close", "destroy", "quit", "disconnect"], leak },
    RedisClient: { what: "a connection", strength: "soft", release: ["close", "destroy", "quit", "disconnect"], leak },
  },
  functions: {
    // Nothing is open before `connect` has succeeded.
    createClient: { result: { kind: "shared" } },
    "RedisClientType.connect": { takes: { this: "acquires" }, throws: "outside" },
    "RedisClient.connect": { takes: { this: "acquires" }, throws: "outside" },
  },
};
