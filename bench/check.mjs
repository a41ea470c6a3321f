/**
 * `npm run bench:check`: time and memory of a whole check beside `tsc --noEmit` of the same project with the same TypeScript; how much of
 * it is the start and the compiler's answers; and what a second look costs: when nothing has changed, and after one edit under `--watch`.
 */

import { readFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { prepare } from "../testing/ecosystem/prepare.mjs";
import { secondTimes } from "./again.mjs";
import { floorOf } from "./floor.mjs";
import { measure } from "./measure.mjs";
import { median, spread } from "./statistics.mjs";

const root = join(import.meta.dirname, "..");

/** One with few types to ask about, one with many, one with long functions; and the largest of all that `npm run ecosystem` knows. */
const packageNames = ["mongodb", "puppeteer-core", "mediabunny", "@theia/core"];

/** Odd, so that the median is a run that happened. */
const rounds = 7;

const bin = join(root, "packages/cli/bin/freehold.js");

/** @type {readonly [string, ...string[]]} */
const freehold = [process.execPath, bin, "check", ".", "--format", "json", "--max", "0", "--timings"];

/** @type {readonly [string, ...string[]]} */
const cold = [...freehold, "--no-cache"];

const tools = { tsc: [process.execPath, join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", "."], freehold: cold };

/** Both end with other codes only when they did not do their work: type errors and findings are expected. */
const workDone = { tsc: [0, 1, 2], freehold: [0, 1] };

await main();

async function main() {
  const [cpu] = cpus();
  const { version } = JSON.parse(await readFile(join(root, "node_modules/typescript/package.json"), "utf8"));
  console.log(`${cpus().length} x ${cpu?.model ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}`);
  console.log(`Node ${process.version}, TypeScript ${version}; ${rounds} interleaved rounds after one to warm up`);
  console.log("time: from spawn to exit; memory: peak of the summed resident memory of all processes, sampled every 10 ms\n");

  const { packages, resolvedBefore } = JSON.parse(await readFile(join(root, "testing/ecosystem/packages.json"), "utf8"));
  for (const name of packageNames) {
    const entry = packages.find((/** @type {{ name: string }} */ candidate) => candidate.name === name);
    const { project, files, lines } = await prepare(entry, resolvedBefore, join(root, ".cache/ecosystem"));
    console.log(`${name} ${entry.version}: ${files} files, ${lines} lines\n${await compared(project)}\n`);
  }
}

/** @param {string} project */
async function compared(project) {
  /** @type {Record<keyof typeof tools, import("./measure.mjs").Measured[]>} */
  const runs = { tsc: [], freehold: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const tool of /** @type {(keyof typeof tools)[]} */ (Object.keys(tools))) {
      const run = await measure(tools[tool], project);
      if (!workDone[tool].includes(run.code ?? -1)) throw new Error(`${tool} ended with ${run.code} in ${project}\n${run.stderr}`);
      if (round > 0) runs[tool].push(run);
    }
  }

  const floor = await floorOf(bin, cold, project, rounds);
  const again = await secondTimes(freehold, project, rounds);
  const seconds = { tsc: runs.tsc.map((run) => run.seconds), freehold: runs.freehold.map((run) => run.seconds) };
  const megabytes = { tsc: runs.tsc.map((run) => run.peakBytes / 1e6), freehold: runs.freehold.map((run) => run.peakBytes / 1e6) };
  return [
    `            ${"seconds".padEnd(22)}MB`,
    `  tsc       ${spread(seconds.tsc, 2).padEnd(22)}${spread(megabytes.tsc, 0)}`,
    `  freehold  ${spread(seconds.freehold, 2).padEnd(22)}${spread(megabytes.freehold, 0)}`,
    `  ratio     ${ratio(seconds).padEnd(22)}${ratio(megabytes)}`,
    `  floor     ${floorLine(floor, median(seconds.tsc))}`,
    `  phases    ${phases(runs.freehold.map((run) => run.stderr))}`,
    `  again     ${spread(again.unchanged, 2)} unchanged, ${(median(again.unchanged) / median(seconds.tsc)).toFixed(2)} of tsc; ${spread(again.edited, 2)} after one edit`,
  ].join("\n");
}

/** @param {{ tsc: number[], freehold: number[] }} measured */
function ratio({ tsc, freehold }) {
  return (median(freehold) / median(tsc)).toFixed(2);
}

/**
 * The ratio that a check would have that did nothing of its own.
 * @param {import("./floor.mjs").Floor} floor
 * @param {number} tsc
 */
function floorLine({ start, answering, carrying, requests, megabytes }, tsc) {
  const parts = `start ${start.toFixed(2)}, the compiler answers ${answering.toFixed(2)}, on the way ${carrying.toFixed(2)}`;
  const least = ((start + answering + carrying) / tsc).toFixed(2);
  return `${least} of tsc: ${parts} (${requests} requests, ${megabytes.toFixed(0)} MB)`;
}

/**
 * `open 15 %, lower 36 %, …`: the median of each phase as a share of the median total; what is left over is start-up and printing.
 * @param {readonly string[]} timings  What `--timings` printed in each run.
 */
function phases(timings) {
  const runs = timings.map(
    (text) => new Map([...text.matchAll(/^(\w+)\s+(\d+) ms$/gm)].map(([, phase = "", time]) => [phase, Number(time)])),
  );
  const medianOf = (/** @type {string} */ phase) => median(runs.map((run) => run.get(phase) ?? 0));
  const names = [...(runs[0]?.keys() ?? [])].filter((phase) => phase !== "total");
  const total = medianOf("total");
  return names.map((phase) => `${phase} ${((100 * medianOf(phase)) / total).toFixed(0)} %`).join(", ");
}
