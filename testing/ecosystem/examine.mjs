/** Runs the checker over one project in a process of its own, so that a crash or a hang is a result and not the end of the run. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * @typedef {object} Examined
 * @property {string} project
 * @property {import("./golden.mjs").Finding[]} findings
 * @property {string[]} problems  Files that could not be read, and the like.
 * @property {Record<string, number>} unknowns  Constructs that could not be lowered, by reason.
 * @property {{ owning: number, releasing: number, truncated: number }} owners  Functions that own something.
 * @property {number} seconds  The whole process, from its start.
 * @property {string} [crash]  What it said before it died.
 */

/** Far beyond what the largest package needs. */
const patienceInMilliseconds = 300_000;

/**
 * @param {string} project
 * @param {"definite" | "maybe"} tier
 * @returns {Promise<Examined>}
 */
export async function examine(project, tier) {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  try {
    const parameters = [join(import.meta.dirname, "checker-process.mjs"), project, tier];
    const { stdout } = await run(process.execPath, parameters, { timeout: patienceInMilliseconds, maxBuffer: 1 << 28 });
    return { project, ...JSON.parse(stdout), seconds: seconds() };
  } catch (error) {
    const owners = { owning: 0, releasing: 0, truncated: 0 };
    return { project, findings: [], problems: [], unknowns: {}, owners, seconds: seconds(), crash: causeOf(error) };
  }
}

/** @param {unknown} error */
function causeOf(error) {
  if (!(error instanceof Error)) return String(error);
  if ("killed" in error && error.killed === true) return `no answer within ${patienceInMilliseconds / 1000} seconds`;
  return "stderr" in error && error.stderr !== "" ? String(error.stderr) : error.message;
}
