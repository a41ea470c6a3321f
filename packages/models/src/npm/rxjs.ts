/** Ownership in RxJS: a subscription ends when its source completes, and many sources never do. */

import type { Model } from "../schema.ts";

export const rxjs: Model = {
  modules: ["rxjs"],
  types: {
    Subscription: {
      what: "a subscription",
      // Soft: a source that completes ends it.
      strength: "soft",
      release: ["unsubscribe"],
      leak: "Its listener is called, and keeps alive what it captured, until the source completes.",
      endless: true,
      safeAfter: ["closed", "add", "remove"],
    },
  },
  functions: {
    "Observable.subscribe": { result: { kind: "fresh", type: "Subscription" }, takes: { "*": "stores" } },
    "Subscription.add": { takes: { "*": "stores" } },
  },
};
