/**
 * `npm run harm`: for findings in published packages, the programs that show what happens at run time. Each uses the package's own
 * API and lets something fail that fails in practice.
 *
 * Other than `npm run ecosystem`, it runs what it fetches; installs ignore scripts here too.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readLines } from "../ecosystem/lines.mjs";
import { fileNameOf, prepare } from "../ecosystem/prepare.mjs";
import { programs as mediabunny } from "./mediabunny.mjs";
import { programs as streams } from "./streams.mjs";

/**
 * @typedef {object} Program
 * @property {string} package
 * @property {string} place  Of the finding: a file of the package and a line.
 * @property {string} module  What it imports, from the package's root.
 * @property {string} [setup]  What has to be imported before.
 * @property {(module: any) => Promise<string | undefined>} run  What happened, in a sentence; `undefined` when nothing did.
 */

const ecosystem = join(import.meta.dirname, "../ecosystem");
const cache = join(ecosystem, "../../.cache/ecosystem");

// A promise that never settles keeps no process alive: without a timer, this one would end in the middle.
const awake = setInterval(() => undefined, 60_000);
process.exitCode = await main([...mediabunny, ...streams]);
clearInterval(awake);

/** @param {readonly Program[]} programs */
async function main(programs) {
  let shown = 0;
  for (const program of programs) {
    const harm = await harmOf(program);
    if (harm !== undefined) shown += 1;
    console.log(`${harm === undefined ? "✗" : "✓"} ${program.package} ${program.place}\n    ${harm ?? "nothing happened"}`);
  }
  console.log(`\n${shown} of ${programs.length} findings do the harm that they speak of`);
  return shown === programs.length ? 0 : 1;
}

/** @param {Program} program */
async function harmOf(program) {
  const entry = await entryOf(program.package);
  if (!(await isFound(entry, program.place))) return undefined;
  const { project: folder } = await prepare(entry, entry.resolvedBefore, cache);
  const load = (/** @type {string} */ module) => import(pathToFileURL(join(folder, module)).href);
  if (program.setup !== undefined) await load(program.setup);
  return program.run(await load(program.module));
}

/**
 * A program speaks of a finding that was judged true.
 * @param {import("../ecosystem/prepare.mjs").Package} entry
 * @param {string} place
 */
async function isFound(entry, place) {
  const judged = await readLines(join(ecosystem, `${fileNameOf(entry)}.jsonl`));
  return judged.some(({ file, line, label }) => `${file}:${line}` === place && label === "true");
}

/** @param {string} name */
async function entryOf(name) {
  for (const list of ["packages.json", "unseen.json"]) {
    /** @type {{ resolvedBefore: string, packages: import("../ecosystem/prepare.mjs").Package[] }} */
    const { resolvedBefore, packages } = JSON.parse(await readFile(join(ecosystem, list), "utf8"));
    const entry = packages.find((candidate) => candidate.name === name);
    if (entry !== undefined) return { ...entry, resolvedBefore };
  }
  throw new Error(`${name} is in neither list of testing/ecosystem`);
}
