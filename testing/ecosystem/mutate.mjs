/** Breaks lines of a package, in a copy, and asks whether the checker notices: what it would have missed. */

import { existsSync } from "node:fs";
import { copyFile, cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { examine } from "./examine.mjs";

/**
 * One line of `mutants.jsonl`.
 * @typedef {object} Mutant
 * @property {string} package
 * @property {string} file
 * @property {number} line
 * @property {string} text  What stands there, without the space around it.
 * @property {string} becomes
 * @property {string} expect  The diagnostic that says it best.
 * @property {string} what
 */

/**
 * `noticed` as what the file now says more than before; nothing when it says no more.
 * @typedef {Mutant & { noticed: string[] }} Tried
 */

/**
 * Mutants of different files are tried together: what is new in a file is put down to the mutant in it.
 * @param {readonly Mutant[]} mutants  Of one package.
 * @param {string} project
 * @param {"definite" | "maybe"} tier
 * @returns {Promise<Tried[]>}
 */
export async function tryMutants(mutants, project, tier) {
  if (mutants.length === 0) return [];
  const copy = `${project}-mutated`;
  if (!existsSync(copy)) await cp(project, copy, { recursive: true });
  const before = await countsOf(project, tier);
  const tried = [];
  for (const round of roundsOf(mutants)) {
    const after = await withMutants(round, project, copy, () => countsOf(copy, tier));
    tried.push(...round.map((mutant) => ({ ...mutant, noticed: newIn(mutant.file, before, after) })));
  }
  return tried;
}

/**
 * @param {readonly Tried[]} tried
 * @returns {string}
 */
export function asMutantReport(tried) {
  const lines = tried.map(({ package: name, file, line, what, expect, noticed }) => {
    const verdict = noticed.length === 0 ? "missed " : noticed.includes(expect) ? "noticed" : `as ${noticed.join(", ")}`;
    return `${verdict}  ${name} ${file}:${line}  ${what}`;
  });
  const noticed = tried.filter((mutant) => mutant.noticed.length > 0).length;
  return [...lines, `${noticed} of ${tried.length} broken lines are noticed`].join("\n");
}

/**
 * Each round has one mutant of a file at most.
 * @param {readonly Mutant[]} mutants
 */
function roundsOf(mutants) {
  /** @type {Mutant[][]} */
  const rounds = [];
  for (const mutant of mutants) {
    const free = rounds.find((round) => round.every(({ file }) => file !== mutant.file));
    if (free === undefined) rounds.push([mutant]);
    else free.push(mutant);
  }
  return rounds;
}

/**
 * @template Result
 * @param {readonly Mutant[]} mutants
 * @param {string} project  Never written to: the copy is set right from it even after an interrupted run.
 * @param {string} copy
 * @param {() => Promise<Result>} action
 * @returns {Promise<Result>}
 */
async function withMutants(mutants, project, copy, action) {
  for (const mutant of mutants) {
    await writeFile(join(copy, mutant.file), mutated(await readFile(join(project, mutant.file), "utf8"), mutant));
  }
  try {
    return await action();
  } finally {
    for (const { file } of mutants) await copyFile(join(project, file), join(copy, file));
  }
}

/**
 * @param {string} text
 * @param {Mutant} mutant
 */
function mutated(text, { file, line, text: expected, becomes }) {
  const lines = text.split("\n");
  const found = lines[line - 1]?.trim();
  if (found !== expected) throw new Error(`${file}:${line} reads ${JSON.stringify(found)}, mutants.jsonl says ${JSON.stringify(expected)}`);
  return lines.with(line - 1, becomes).join("\n");
}

/**
 * How often each diagnostic stands in each file. Fingerprints would not do: they hold the text around a finding, which a mutant changes.
 * @param {string} folder
 * @param {"definite" | "maybe"} tier
 */
async function countsOf(folder, tier) {
  const { findings, crash } = await examine(folder, tier);
  if (crash !== undefined) throw new Error(`the checker crashed on ${folder}\n${crash}`);
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { file, name } of findings) counts.set(keyOf(file, name), (counts.get(keyOf(file, name)) ?? 0) + 1);
  return counts;
}

/**
 * @param {string} file
 * @param {ReadonlyMap<string, number>} before
 * @param {ReadonlyMap<string, number>} after
 */
function newIn(file, before, after) {
  const prefix = keyOf(file, "");
  return [...after]
    .filter(([key, count]) => key.startsWith(prefix) && count > (before.get(key) ?? 0))
    .map(([key]) => key.slice(prefix.length));
}

/**
 * @param {string} file
 * @param {string} name
 */
function keyOf(file, name) {
  return `${file} ${name}`;
}
