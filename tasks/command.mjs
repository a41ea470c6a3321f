/** Runs this repository's own tools: by file, with the Node that runs us, the same on every system. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Files relative to the root: nothing depends on PATH or on shell wrappers. */
const tools = {
  build: "tasks/build.mjs",
  bundle: "tasks/bundle.mjs",
  examples: "tasks/examples.mjs",
  freehold: "packages/cli/bin/freehold.js",
  oxfmt: "node_modules/oxfmt/bin/oxfmt",
  oxlint: "node_modules/oxlint/bin/oxlint",
  tsc: "node_modules/typescript/bin/tsc",
  vitest: "node_modules/vitest/vitest.mjs",
};

/**
 * @typedef {keyof typeof tools} Tool
 * @typedef {{ readonly code: number, readonly output: string }} Outcome
 */

/**
 * Runs it and keeps what it prints.
 * @param {Tool} tool
 * @param {readonly string[]} parameters
 * @returns {Outcome}
 */
export function runQuietly(tool, parameters) {
  const child = spawnSync(process.execPath, [tools[tool], ...parameters], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  return { code: exitCode(child), output: `${child.stdout}${child.stderr}` };
}

/**
 * Runs it on this terminal.
 * @param {Tool} tool
 * @param {readonly string[]} parameters
 * @returns {Outcome}
 */
export function runHere(tool, parameters) {
  const child = spawnSync(process.execPath, [tools[tool], ...parameters], { cwd: root, stdio: "inherit" });
  return { code: exitCode(child), output: "" };
}

/**
 * A tool that was killed or could not start has no exit code of its own.
 * @param {import("node:child_process").SpawnSyncReturns<unknown>} child
 */
export function exitCode(child) {
  if (child.error !== undefined) throw child.error;
  return child.status ?? 1;
}
