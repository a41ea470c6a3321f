/** `npm run test:newest`: the built packages under the newest Node, fetched from npm for this one run. */

import { spawnSync } from "node:child_process";
import { exitCode, root, runHere } from "./command.mjs";

const newest = "node@26.10.0";

process.exitCode = testNewest();

function testNewest() {
  const built = runHere("tsc", ["-b", "packages/cli"]);
  if (built.code !== 0) return built.code;
  return underNewest("node_modules/vitest/vitest.mjs", ["run"]);
}

/**
 * `FREEHOLD_BUILT` makes the test runner resolve packages to `dist`, as a user's Node does, and not to `src`.
 * @param {string} file
 * @param {readonly string[]} parameters
 */
function underNewest(file, parameters) {
  const child = spawnSync("npx", ["--yes", newest, file, ...parameters], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, FREEHOLD_BUILT: "1" },
    shell: process.platform === "win32",
  });
  return exitCode(child);
}
