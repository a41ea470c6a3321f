/** The golden findings of a package: one JSON object a line, each judged true or false by a person who read the code around it. */

import { rm, writeFile } from "node:fs/promises";

/**
 * @typedef {object} Finding
 * @property {string} fingerprint
 * @property {string} name
 * @property {"definite" | "maybe" | "strict"} tier
 * @property {string} file  Relative to the package.
 * @property {number} line  For the reader; not compared.
 * @property {string} message  For the reader; not compared.
 */

/**
 * `true`: a maintainer would merge a fix.
 * @typedef {Finding & { label: "true" | "false" | "unjudged", reason: string }} Golden
 */

/**
 * @typedef {object} Comparison
 * @property {Golden[]} judged  Found, and known.
 * @property {Finding[]} unjudged  Found, and nobody has said yet what it is.
 * @property {Golden[]} lost  True, and no longer found.
 * @property {Golden[]} unasked  Of a tier that was not asked for.
 */

/**
 * A package without findings has no file.
 * @param {string} path
 * @param {readonly Golden[]} golden
 */
export async function writeGolden(path, golden) {
  if (golden.length === 0) return rm(path, { force: true });
  return writeFile(path, golden.map((finding) => `${JSON.stringify(finding)}\n`).join(""));
}

/**
 * A run at `definite` says nothing about what was found at `maybe`. Line and message come from the run, the judgement from the file.
 * @param {readonly Finding[]} found
 * @param {readonly Golden[]} golden
 * @param {"definite" | "maybe"} tier
 * @returns {Comparison}
 */
export function compare(found, golden, tier) {
  const known = new Map(golden.filter((finding) => finding.label !== "unjudged").map((finding) => [keyOf(finding), finding]));
  /** @type {Golden[]} */
  const judged = [];
  /** @type {Finding[]} */
  const unjudged = [];
  for (const finding of found) {
    const judgement = known.get(keyOf(finding));
    if (judgement === undefined) unjudged.push(finding);
    else judged.push({ ...finding, label: judgement.label, reason: judgement.reason });
  }
  const present = new Set(found.map(keyOf));
  const absent = golden.filter((finding) => !present.has(keyOf(finding)));
  const unasked = absent.filter((finding) => tier === "definite" && finding.tier !== "definite");
  const lost = absent.filter((finding) => finding.label === "true" && !unasked.includes(finding));
  return { judged, unjudged, lost, unasked };
}

/**
 * What to write down after a run: false alarms that are gone may go, true findings stay until somebody removes them by hand.
 * @param {Comparison} comparison
 * @returns {Golden[]}
 */
export function keptAfter({ judged, unjudged, lost, unasked }) {
  const fresh = unjudged.map((finding) => ({ ...finding, label: /** @type {const} */ ("unjudged"), reason: "" }));
  return [...judged, ...fresh, ...lost, ...unasked].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

/** @param {Finding} finding */
function keyOf({ file, fingerprint }) {
  return `${file} ${fingerprint}`;
}
