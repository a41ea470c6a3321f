/** `npm run mutation:sync`: breaks the runtime's algorithms in small ways, one at a time, and counts which breaks their proofs notice. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { optionsOf } from "../../../tasks/options.mjs";
import { bundleProofs } from "./bundle.mjs";
import { explained } from "./explained.mjs";
import { asReport } from "./report.mjs";
import { killerOf, tryMutants } from "./trial.mjs";

const usage = `npm run mutation:sync -- [options]

  --only PATTERN   algorithms whose file matches the regular expression
  --require N      exit 1 if fewer than N percent are noticed (95)
  --minutes N      exit 1 if it takes longer; what is left is not tried (60)

A mutant that survives must be in equivalents.mjs with the reason, and whatever is there must survive: else the exit code is 1 too.`;

/** A mutant that takes ten times as long as what is not broken, and this, does not end. */
const leastPatienceMs = 10_000;

/** What is not broken ends. */
const longestMs = 600_000;

process.exitCode = await main(process.argv.slice(2));

/** @param {readonly string[]} args */
async function main(args) {
  const options = optionsOf(args, usage, { only: "", require: "95", minutes: "60" });
  if (options === undefined) return 0;
  const { only, require, minutes } = options.values;
  const deadline = performance.now() + Number(minutes) * 60_000;
  const folder = mkdtempSync(join(tmpdir(), "freehold-mutation-"));
  try {
    const { files, slowestMs } = await algorithms(folder, new RegExp(only));
    const judged = explained(await tryMutants(folder, files, deadline, leastPatienceMs + 10 * slowestMs), files);
    console.log(asReport(judged, files));
    const { noticed, all, unexplained, stale, untried } = judged;
    return unexplained.length + stale.length + untried > 0 || noticed < (Number(require) / 100) * all ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The files that have a suite; all of them hold before they are broken. How long that takes says how fast this machine is now.
 *
 * @param {string} folder
 * @param {RegExp} only
 * @returns {Promise<{ readonly files: readonly string[], readonly slowestMs: number }>}
 */
async function algorithms(folder, only) {
  const bundle = await bundleProofs(join(folder, "whole.mjs"));
  /** @type {typeof import("../suites/all.ts")} */
  const { suites } = await import(bundle);
  const files = suites.flatMap(({ files }) => files).filter((file) => only.test(file));
  let slowestMs = 0;
  for (const file of files) {
    const began = performance.now();
    const killer = await killerOf(bundle, file, longestMs);
    if (killer !== undefined) throw new Error(`${file} does not hold as it is: ${killer}`);
    slowestMs = Math.max(slowestMs, performance.now() - began);
  }
  return { files, slowestMs };
}
