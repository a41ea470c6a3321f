/** Ownership in undici: dispatchers, which hold connections that close when they are idle. */

import type { Model, TypeModel } from "../schema.ts";

const dispatcher: TypeModel = {
  what: "a pool of connections",
  // Soft: an idle connection closes after a few seconds.
  strength: "soft",
  release: ["close", "destroy"],
  leak: "Its connections stay open until they have been idle for a few seconds.",
  useAfter: "A request fails with `ClientDestroyedError` or `ClientClosedError`.",
  safeAfter: ["closed", "destroyed", "stats", "on", "once", "off", "removeListener"],
};

export const undici: Model = {
  modules: ["undici"],
  types: {
    Client: dispatcher,
    Pool: dispatcher,
    BalancedPool: dispatcher,
    Agent: dispatcher,
    ProxyAgent: dispatcher,
    EnvHttpProxyAgent: dispatcher,
    RetryAgent: dispatcher,
    MockAgent: dispatcher,
  },
  functions: {
    "new Client": { result: { kind: "fresh", type: "Client" } },
    "new Pool": { result: { kind: "fresh", type: "Pool" } },
    "new BalancedPool": { result: { kind: "fresh", type: "BalancedPool" } },
    "new Agent": { result: { kind: "fresh", type: "Agent" } },
    "new ProxyAgent": { result: { kind: "fresh", type: "ProxyAgent" } },
    "new RetryAgent": { result: { kind: "wraps", what: "0" } },
    setGlobalDispatcher: { takes: { "0": "stores" } },
  },
};
