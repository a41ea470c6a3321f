/** What a check costs whatever Freehold does: to start, and to wait for the compiler's answers and their way through the pipe. */

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure } from "./measure.mjs";
import { median } from "./statistics.mjs";

/**
 * @typedef {object} Floor
 * @property {number} start  Seconds until the command is loaded.
 * @property {number} answering  Seconds in which the compiler works on requests.
 * @property {number} carrying  Seconds in which requests and answers are encoded, on their way and waited for.
 * @property {number} requests
 * @property {number} megabytes  Of answers.
 */

/**
 * Medians of so many rounds. Requests wait for their answers one by one, so the three times add up.
 * @param {string} bin
 * @param {readonly [string, ...string[]]} command  The check, as a process.
 * @param {string} project
 * @param {number} rounds
 * @returns {Promise<Floor>}
 */
export async function floorOf(bin, command, project, rounds) {
  /** @type {number[]} */
  const starts = [];
  /** @type {Traffic[]} */
  const traffic = [];
  for (let round = 0; round < rounds; round++) {
    starts.push((await measure([process.execPath, bin, "--version"], project)).seconds);
    traffic.push(await trafficOf(command, project));
  }
  const medianOf = (/** @type {keyof Traffic} */ part) => median(traffic.map((each) => each[part]));
  return {
    start: median(starts),
    answering: medianOf("serverTimeMs") / 1000,
    carrying: medianOf("transportOverheadMs") / 1000,
    requests: medianOf("requestCount"),
    megabytes: medianOf("bytesReceived") / 1e6,
  };
}

/** @typedef {{ serverTimeMs: number, transportOverheadMs: number, requestCount: number, bytesReceived: number }} Traffic */

/**
 * As the compiler's own client writes it down when it is asked to.
 * @param {readonly [string, ...string[]]} command
 * @param {string} project
 * @returns {Promise<Traffic>}
 */
async function trafficOf(command, project) {
  const folder = await mkdtemp(join(tmpdir(), "freehold-traffic-"));
  try {
    const { stderr } = await measure(command, project, { ...process.env, TS_API_TIMING_DIR: folder });
    const [file] = await readdir(folder);
    if (file === undefined) throw new Error(`the compiler's client wrote nothing down in ${project}\n${stderr}`);
    return JSON.parse(await readFile(join(folder, file), "utf8")).timing.totals;
  } finally {
    await rm(folder, { recursive: true });
  }
}
