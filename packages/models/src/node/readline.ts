/** Readline interfaces: a second handle on the stream that they read. */

import { emitterMembers } from "../emitter-members.ts";
import type { FunctionModel, Model } from "../schema.ts";

/** One obligation, two handles: the end of the input closes the interface. */
const create: FunctionModel = { result: { kind: "fresh", type: "Interface" }, takes: { "*": "stores" } };

export const readline: Model = {
  modules: ["node:readline", "readline", "node:readline/promises", "readline/promises"],
  types: {
    Interface: {
      what: "a readline interface",
      // Soft: it closes itself at the end of its input.
      strength: "soft",
      release: ["close", "[Symbol.dispose]"],
      endless: true,
      // Its iterator closes it, however the loop is left.
      endsWhenIterated: true,
      leak: "Its input is kept open and flowing; when that is the terminal, the process stays alive.",
      useAfter: "Asking a question throws `ERR_USE_AFTER_CLOSE`.",
      safeAfter: [
        "line",
        "cursor",
        "terminal",
        "history",
        "closed",
        "pause",
        "resume",
        "prompt",
        "write",
        "getPrompt",
        "setPrompt",
        ...emitterMembers,
      ],
    },
  },
  functions: { createInterface: create, "new Interface": create, "Interface.question": { takes: { "*": "stores" } } },
};
