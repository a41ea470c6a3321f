/** Before the runtime's tests: builds it, because the threads that they start run what is built. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

export function setup(): void {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-b", "packages/runtime"], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`the runtime could not be built:\n${stdout}`);
}
