/** Compares findings with what the case studies say: found, missed, or a false alarm. */

import { readFileSync } from "node:fs";

/**
 * @typedef {import("./collection.mjs").Case} Case
 * @typedef {import("./collection.mjs").Collection} Collection
 * @typedef {import("./findings.mjs").Finding} Finding
 *
 * @typedef {object} CaseVerdict
 * @property {Case} study
 * @property {"definite" | "maybe" | "missed"} found
 * @property {readonly Finding[]} elsewhere findings on other lines of the faulty program
 *
 * @typedef {object} Group
 * @property {number} total
 * @property {number} definite
 * @property {number} maybe
 * @property {number} missed
 *
 * @typedef {object} Verdicts
 * @property {Group} firstLight
 * @property {Group} all
 * @property {readonly CaseVerdict[]} cases
 * @property {number} silent how many right programs there were beside the mended ones
 * @property {readonly Finding[]} falseAlarms
 */

/**
 * @param {Collection} collection
 * @param {readonly Finding[]} findings
 * @returns {Verdicts}
 */
export function judge(collection, findings) {
  const byFile = groupByFile(findings);
  const cases = collection.cases.map((study) => judgeCase(study, byFile.get(study.bad) ?? []));
  return {
    firstLight: count(cases.filter((verdict) => verdict.study.firstLight)),
    all: count(cases),
    cases,
    silent: collection.silent.length,
    falseAlarms: [
      ...collection.cases.flatMap((study) => byFile.get(study.good) ?? []),
      ...collection.silent.flatMap((path) => unexpected(path, byFile.get(path) ?? [])),
    ],
  };
}

/**
 * @param {Case} study
 * @param {readonly Finding[]} findings
 * @returns {CaseVerdict}
 */
function judgeCase(study, findings) {
  const hits = findings.filter((finding) => study.lines.has(finding.line));
  const sure = hits.some((finding) => finding.tier === "definite");
  return {
    study,
    found: sure ? "definite" : hits.length > 0 ? "maybe" : "missed",
    elsewhere: findings.filter((finding) => !study.lines.has(finding.line)),
  };
}

/**
 * @param {readonly CaseVerdict[]} verdicts
 * @returns {Group}
 */
function count(verdicts) {
  const group = { total: verdicts.length, definite: 0, maybe: 0, missed: 0 };
  for (const verdict of verdicts) group[verdict.found]++;
  return group;
}

/**
 * `// maybe: leaked-resource` at a line's end grants that a sceptic may say so there.
 *
 * @param {string} path
 * @param {readonly Finding[]} findings
 */
function unexpected(path, findings) {
  if (findings.length === 0) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  return findings.filter((finding) => finding.tier === "definite" || !lines[finding.line - 1]?.includes(`// maybe: ${finding.name}`));
}

/** @param {readonly Finding[]} findings */
function groupByFile(findings) {
  /** @type {Map<string, Finding[]>} */
  const groups = new Map();
  for (const finding of findings) groups.set(finding.file, [...(groups.get(finding.file) ?? []), finding]);
  return groups;
}
