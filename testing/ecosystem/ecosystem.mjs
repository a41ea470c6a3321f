/** `npm run ecosystem`: runs the checker over pinned packages of the registry and compares what it finds with what was judged by hand. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { optionsOf } from "../../tasks/options.mjs";
import { examine } from "./examine.mjs";
import { compare, keptAfter, writeGolden } from "./golden.mjs";
import { readLines } from "./lines.mjs";
import { asMutantReport, tryMutants } from "./mutate.mjs";
import { fileNameOf, prepare } from "./prepare.mjs";
import { asTable } from "./table.mjs";

const usage = `npm run ecosystem -- [options]

  --only PATTERN           packages whose name matches the regular expression
  --tier definite|maybe    the checker's tier (definite)
  --check                  exit 1 on a crash, a finding nobody judged, or a true one that was lost
  --accept                 write the findings down, new ones as "unjudged"
  --unseen                 the packages of unseen.json, which nobody reads while the checker is made
  --mutants                break the lines of mutants.jsonl instead, one at a time, and count which are noticed`;

const here = import.meta.dirname;
const cache = join(here, "../../.cache/ecosystem");

process.exitCode = await main(process.argv.slice(2));

/** @param {readonly string[]} args */
async function main(args) {
  const options = optionsOf(args, usage, { only: "", tier: "definite", check: false, accept: false, mutants: false, unseen: false });
  if (options === undefined) return 0;
  const { values } = options;
  const tier = values.tier;
  if (tier !== "definite" && tier !== "maybe") {
    console.error(usage);
    return 2;
  }

  /** @type {{ resolvedBefore: string, packages: import("./prepare.mjs").Package[] }} */
  const { resolvedBefore, packages } = JSON.parse(await readFile(join(here, values.unseen ? "unseen.json" : "packages.json"), "utf8"));
  const chosen = packages.filter((candidate) => new RegExp(values.only).test(candidate.name));
  if (values.mutants) return mutants(chosen, resolvedBefore, tier);

  const results = [];
  for (const entry of chosen) {
    const result = await resultOf(entry, resolvedBefore, tier);
    if (values.accept && result.crash === undefined) await writeGolden(result.goldenPath, keptAfter(result.comparison));
    tell(result);
    results.push(result);
  }

  console.log(asTable(results));
  return values.check && !results.every(holds) ? 1 : 0;
}

/**
 * @param {readonly import("./prepare.mjs").Package[]} packages
 * @param {string} resolvedBefore
 * @param {"definite" | "maybe"} tier
 */
async function mutants(packages, resolvedBefore, tier) {
  /** @type {import("./mutate.mjs").Mutant[]} */
  const all = await readLines(join(here, "mutants.jsonl"));
  const tried = [];
  for (const entry of packages) {
    const own = all.filter((mutant) => mutant.package === entry.name);
    const { project } = await prepare(entry, resolvedBefore, cache);
    tried.push(...(await tryMutants(own, project, tier)));
  }
  console.log(asMutantReport(tried));
  return 0;
}

/**
 * @typedef {Awaited<ReturnType<typeof resultOf>>} Result
 */

/**
 * @param {import("./prepare.mjs").Package} entry
 * @param {string} resolvedBefore
 * @param {"definite" | "maybe"} tier
 */
async function resultOf(entry, resolvedBefore, tier) {
  const goldenPath = join(here, `${fileNameOf(entry)}.jsonl`);
  const prepared = await prepare(entry, resolvedBefore, cache);
  const examined = await examine(prepared.project, tier);
  /** @type {import("./golden.mjs").Golden[]} */
  const golden = await readLines(goldenPath);
  const comparison = compare(examined.findings, golden, tier);
  return { name: entry.name, lines: prepared.lines, goldenPath, comparison, ...examined };
}

/** @param {Result} result */
function holds({ crash, comparison }) {
  return crash === undefined && comparison.unjudged.length === 0 && comparison.lost.length === 0;
}

/** @param {Result} result */
function tell({ name, crash, project, problems, comparison }) {
  for (const problem of problems) console.log(`${name}: ${problem}`);
  if (crash !== undefined) console.log(`${name}: the checker crashed\n${crash}`);
  for (const { file, line, name: rule, message } of comparison.unjudged) {
    console.log(`unjudged  ${join(project, file)}:${line}  ${rule}: ${message}`);
  }
  for (const { file, line, name: rule, reason } of comparison.lost) {
    console.log(`lost      ${join(project, file)}:${line}  ${rule}, judged true: ${reason}`);
  }
}
