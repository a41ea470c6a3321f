/** `npm run test:sequences`: the model-based tests of the runtime with a hundred thousand random sequences for each type, in both builds. */

import { spawnSync } from "node:child_process";
import { exitCode, root } from "./command.mjs";

/** How many for each type and build; minutes in the checked build, which remembers the place of every borrow, move and drop. */
const sequences = 100_000;

const parameters = ["run", "--project", "lean", "--project", "checked", ".model.test.ts", "--testTimeout=3600000"];

process.exitCode = exitCode(
  spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", ...parameters], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, FREEHOLD_SEQUENCES: String(sequences) },
  }),
);
