/** Progress notifications of Theia: each stays on the screen until somebody cancels it. */

import type { FunctionModel, Model } from "../schema.ts";

const show: FunctionModel = { result: { kind: "fresh", type: "Progress", awaited: true }, takes: { "*": "stores" } };

export const theia: Model = {
  modules: ["@theia/core"],
  types: {
    Progress: {
      what: "a progress notification",
      strength: "soft",
      release: ["cancel"],
      endless: true,
      leak: "The notification stays on the screen, as if the work went on for ever.",
    },
  },
  functions: { "MessageService.showProgress": show, "ProgressService.showProgress": show },
};
