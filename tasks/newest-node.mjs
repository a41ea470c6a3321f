/** The newest Node, fetched from npm for one run. */

import { spawnSync } from "node:child_process";
import { root } from "./command.mjs";

const newest = "node@26.10.0";

/**
 * @param {string} file
 * @param {readonly string[]} parameters
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runUnderNewest(file, parameters, env = process.env) {
  return spawnSync("npx", ["--yes", newest, file, ...parameters], {
    cwd: root,
    stdio: "inherit",
    env,
    shell: process.platform === "win32",
  });
}
