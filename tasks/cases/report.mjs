/** Shows verdicts: a table of counts, what was missed, and every false alarm with its line. */

import { relative } from "node:path";

/**
 * @typedef {import("./judge.mjs").Verdicts} Verdicts
 * @typedef {import("./judge.mjs").Group} Group
 * @typedef {import("./judge.mjs").CaseVerdict} CaseVerdict
 * @typedef {import("./findings.mjs").Finding} Finding
 */

/** @param {Verdicts} verdicts */
export function asText(verdicts) {
  const { cases, falseAlarms, silent } = verdicts;
  const sections = [table(verdicts), missed(cases), elsewhere(cases), alarms(falseAlarms, cases.length + silent)];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** @param {Verdicts} verdicts */
export function asJson(verdicts) {
  const cases = verdicts.cases.map(({ study, found }) => ({ name: study.name, kind: study.kind, firstLight: study.firstLight, found }));
  return JSON.stringify({ ...verdicts, cases }, null, 2);
}

/** @param {Verdicts} verdicts */
function table({ firstLight, all }) {
  return [
    "group         cases  definite  maybe  missed  found",
    row("first light", firstLight),
    row("the others", {
      total: all.total - firstLight.total,
      definite: all.definite - firstLight.definite,
      maybe: all.maybe - firstLight.maybe,
      missed: all.missed - firstLight.missed,
    }),
    row("all", all),
  ].join("\n");
}

/**
 * @param {string} name
 * @param {Group} group
 */
function row(name, { total, definite, maybe, missed: lost }) {
  const percent = total === 0 ? "" : `${Math.round(((definite + maybe) * 100) / total)} %`;
  return [name.padEnd(12), pad(total, 6), pad(definite, 9), pad(maybe, 6), pad(lost, 7), percent.padStart(6)].join(" ");
}

/**
 * @param {number} value
 * @param {number} width
 */
function pad(value, width) {
  return String(value).padStart(width);
}

/** @param {readonly CaseVerdict[]} cases */
function missed(cases) {
  const lost = cases.filter((verdict) => verdict.found === "missed").sort((a, b) => a.study.kind.localeCompare(b.study.kind));
  if (lost.length === 0) return "";
  const lines = lost.map(({ study }) => `  ${study.firstLight ? "*" : " "} ${study.kind.padEnd(18)} ${study.name}: ${study.title}`);
  return [`missed (* first light)`, ...lines].join("\n");
}

/** True or not, a finding on another line deserves a look. @param {readonly CaseVerdict[]} cases */
function elsewhere(cases) {
  const lines = cases.flatMap((verdict) => verdict.elsewhere.map(framed));
  return lines.length === 0 ? "" : ["on other lines of faulty programs", ...lines].join("\n");
}

/**
 * @param {readonly Finding[]} findings
 * @param {number} programs
 */
function alarms(findings, programs) {
  return [`${findings.length} false alarms in ${programs} right programs`, ...findings.map(framed)].join("\n");
}

/** @param {Finding} finding */
function framed({ file, line, column, name, tier, message, text }) {
  return `  ${relative(process.cwd(), file)}:${line}:${column} ${tier} ${name}: ${message}\n      ${text.trim()}`;
}
