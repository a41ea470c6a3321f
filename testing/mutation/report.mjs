/** The table of kinds, and the survivors by cause. */

import { basename } from "node:path";
import { groupBy } from "./group-by.mjs";

/** @typedef {import("./trial.mjs").Tried} Tried */

/**
 * @param {readonly Tried[]} tried
 * @returns {string}
 */
export function asReport(tried) {
  return [table(tried, "kind of edit", ({ kind }) => kind), table(tried, "project", ({ project }) => project), survivors(tried)].join(
    "\n\n",
  );
}

/**
 * @param {readonly Tried[]} tried
 * @param {string} title
 * @param {(mutant: Tried) => string} groupOf
 */
function table(tried, title, groupOf) {
  const groups = [...groupBy(tried, groupOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  return [`${title.padEnd(34)}mutants  definite  maybe  missed  noticed`, ...groups.map(row), row(["all", [...tried]])].join("\n");
}

/** @param {[string, readonly Tried[]]} group */
function row([name, mutants]) {
  const definite = mutants.filter(({ noticed }) => noticed.some((says) => says.startsWith("definite"))).length;
  const missed = mutants.filter(({ noticed }) => noticed.length === 0).length;
  const percent = mutants.length === 0 ? "" : `${(((mutants.length - missed) * 100) / mutants.length).toFixed(1)} %`;
  const numbers = [
    [mutants.length, 7],
    [definite, 10],
    [mutants.length - missed - definite, 7],
    [missed, 8],
  ];
  return `${name.padEnd(34)}${numbers.map(([value, width]) => String(value).padStart(width ?? 0)).join("")}${percent.padStart(9)}`;
}

/** @param {readonly Tried[]} tried */
function survivors(tried) {
  const missed = tried.filter(({ noticed }) => noticed.length === 0);
  const groups = [...groupBy(missed, ({ cause }) => cause)].sort(([, a], [, b]) => b.length - a.length);
  return groups.map(([cause, mutants]) => [`${mutants.length} survive: ${cause}`, ...mutants.map(place)].join("\n")).join("\n\n");
}

/** @param {Tried} mutant */
function place({ project, file, line, kind, released }) {
  const { owner, functionName } = released;
  return `  ${kind.padEnd(24)} ${project} ${basename(file)}:${line} ${functionName}: \`${owner.name}\`, ${owner.type.key}`;
}
