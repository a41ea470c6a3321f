/** Checks many mutants in one load of the compiler: each is a copy of its file beside it, and so is the file as it was. */

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { check } from "@freehold/checker/check";
import { primaryLabel } from "@freehold/diagnostics/diagnostic";
import { loadProgram } from "@freehold/frontend/loader";
import { allModels, modelNames } from "@freehold/models/all";
import { causeOf } from "./cause.mjs";

/**
 * @typedef {import("./mutants.mjs").Mutant} Mutant
 * @typedef {Mutant & { noticed: readonly string[], cause: string }} Tried  `noticed` as `definite leaked-resource`; a cause where nothing is.
 */

/** What one load holds comfortably. */
const mostAtOnce = 250;

/**
 * @param {string} project
 * @param {readonly Mutant[]} mutants
 * @returns {readonly Tried[]}
 */
export function tryMutants(project, mutants) {
  const tried = [];
  for (let start = 0; start < mutants.length; start += mostAtOnce) {
    tried.push(...tryTogether(project, mutants.slice(start, start + mostAtOnce)));
  }
  return tried;
}

/**
 * @param {string} project
 * @param {readonly Mutant[]} mutants
 * @returns {readonly Tried[]}
 */
function tryTogether(project, mutants) {
  const copies = mutants.map(({ file, text }, index) => ({ path: copyOf(file, index + 1), text }));
  const controls = [...new Set(mutants.map(({ file }) => file))].map((file) => ({
    path: copyOf(file, 0),
    text: readFileSync(file, "utf8"),
  }));
  try {
    for (const { path, text } of [...copies, ...controls]) writeFileSync(path, text);
    const { program } = loadProgram({ cwd: project, paths: ["."], names: modelNames(allModels) });
    const findings = findingsByFile(check(program, { models: allModels, tier: "maybe" }).diagnostics, program);
    return mutants.map((mutant, index) => {
      const path = copyOf(mutant.file, index + 1);
      const before = new Set((findings.get(copyOf(mutant.file, 0)) ?? []).map(({ key }) => key));
      const noticed = (findings.get(path) ?? [])
        .filter(({ key, start }) => !before.has(key) && isIn(mutant, start))
        .map(({ says }) => says);
      return { ...mutant, noticed, cause: noticed.length > 0 ? "" : causeOf(program, path, mutant) };
    });
  } finally {
    for (const { path } of [...copies, ...controls]) rmSync(path, { force: true });
  }
}

/**
 * @param {string} file
 * @param {number} number
 */
function copyOf(file, number) {
  return file.replace(/(\.[cm]?[jt]sx?)$/, `.mutant-${number}$1`);
}

/** Edits lengthen a function by one statement at most. */
const slack = 200;

/**
 * @param {Mutant} mutant
 * @param {number} start
 */
function isIn({ extent }, start) {
  return start >= extent.start && start <= extent.end + slack;
}

/**
 * @param {readonly import("@freehold/diagnostics/diagnostic").Diagnostic[]} diagnostics
 * @param {import("@freehold/mir/program").Program} program
 */
function findingsByFile(diagnostics, program) {
  const texts = new Map(program.files.map(({ path, text }) => [path, text]));
  /** @type {Map<string, { key: string, says: string, start: number }[]>} */
  const findings = new Map();
  for (const diagnostic of diagnostics) {
    const { file, start } = primaryLabel(diagnostic).span;
    const says = `${diagnostic.tier} ${diagnostic.name}`;
    const line = (texts.get(file) ?? "").slice(0, start).split("\n").length;
    findings.set(file, [...(findings.get(file) ?? []), { key: `${says} ${line}`, says, start }]);
  }
  return findings;
}
