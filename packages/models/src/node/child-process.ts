/** Child processes: they end themselves, so that nobody has to. */

import type { FunctionModel, Model } from "../schema.ts";

const starts: FunctionModel = { result: { kind: "fresh", type: "ChildProcess" }, takes: { "*": "stores" } };

export const childProcess: Model = {
  modules: ["node:child_process", "child_process"],
  types: {
    ChildProcess: {
      what: "a running process",
      strength: "soft",
      release: ["kill", "disconnect", "[Symbol.dispose]"],
      leak: "A process that does not end by itself outlives its use, and keeps this one alive.",
    },
  },
  functions: {
    spawn: starts,
    fork: starts,
    exec: starts,
    execFile: starts,
    execSync: { throws: "outside" },
    execFileSync: { throws: "outside" },
    // A failed child is a status in its result.
    spawnSync: {},
  },
  shapes: [
    { names: ["ChildProcess", "ChildProcessWithoutNullStreams", "ChildProcessByStdio"], members: ["kill", "on"], type: "ChildProcess" },
  ],
};
