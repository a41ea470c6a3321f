/** Breaks one line of a package at a time, in a copy, and asks whether the checker notices: what it would have missed. */

import { existsSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
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
 * @param {readonly Mutant[]} mutants  Of one package.
 * @param {string} project
 * @param {"definite" | "maybe"} tier
 * @returns {Promise<Tried[]>}
 */
export async function tryMutants(mutants, project, tier) {
  if (mutants.length === 0) return [];
  const copy = `${project}-mutated`;
  if (!existsSync(copy)) await cp(project, copy, { recursive: true });
  const before = countsOf((await examine(copy, tier)).findings);
  const tried = [];
  for (const mutant of mutants) {
    tried.push({ ...mutant, noticed: await withMutant(mutant, copy, async () => (await examine(copy, tier)).findings).then(news) });

    /** @param {readonly import("./golden.mjs").Finding[]} findings */
    function news(findings) {
      const after = countsOf(findings.filter((finding) => finding.file === mutant.file));
      return [...after].filter(([key, count]) => count > (before.get(key) ?? 0)).map(([key]) => key.split(" ")[1] ?? "");
    }
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
 * @template Result
 * @param {Mutant} mutant
 * @param {string} copy
 * @param {() => Promise<Result>} action
 * @returns {Promise<Result>}
 */
async function withMutant(mutant, copy, action) {
  const path = join(copy, mutant.file);
  const original = await readFile(path, "utf8");
  try {
    await writeFile(path, mutated(original, mutant));
    return await action();
  } finally {
    await writeFile(path, original);
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
 * Fingerprints hold the text around a finding, which a mutant may change; names per file do not.
 * @param {readonly import("./golden.mjs").Finding[]} findings
 */
function countsOf(findings) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { file, name } of findings) counts.set(`${file} ${name}`, (counts.get(`${file} ${name}`) ?? 0) + 1);
  return counts;
}
