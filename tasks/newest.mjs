/** `npm run test:newest`: the built packages under the newest Node, fetched from npm for this one run; what users ship, under this Node too. */

import { spawnSync } from "node:child_process";
import { exitCode, root, runHere } from "./command.mjs";
import { runUnderNewest } from "./newest-node.mjs";

/** Makes the test runner resolve packages to `dist`, as a user's Node does, and not to `src`. */
const environment = { ...process.env, FREEHOLD_BUILT: "1" };

process.exitCode = testNewest();

function testNewest() {
  const built = runHere("tsc", ["-b", "packages/cli", "packages/runtime"]);
  if (built.code !== 0) return built.code;
  const here = underThis("node_modules/vitest/vitest.mjs", ["run", "--project", "checked", "--project", "lean"]);
  const newer = exitCode(runUnderNewest("node_modules/vitest/vitest.mjs", ["run"], environment));
  return here === 0 ? newer : here;
}

/**
 * Both builds of the runtime, compiled.
 * @param {string} file
 * @param {readonly string[]} parameters
 */
function underThis(file, parameters) {
  return exitCode(spawnSync(process.execPath, [file, ...parameters], { cwd: root, stdio: "inherit", env: environment }));
}
