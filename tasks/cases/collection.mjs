/** Reads collections of case studies: folders of `bad.ts`, `good.ts` and `case.json`, and a folder `silent` of right programs. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

/**
 * @typedef {object} Case
 * @property {string} name the folder's name
 * @property {string} kind
 * @property {string} title
 * @property {boolean} firstLight one function at a time is enough to see the fault
 * @property {string} bad path of the faulty program
 * @property {string} good path of the mended program
 * @property {ReadonlySet<number>} lines a finding on one of these lines of the faulty program finds the fault
 *
 * @typedef {object} Collection
 * @property {readonly Case[]} cases
 * @property {readonly string[]} silent paths of programs about which there is nothing to say
 */

/** Difficulties which need more than one function at a time: whole classes, containers, or states across an `await`. */
const beyondFirstLight = new Set(["owned-fields", "container-of-owned", "mut-through-shared", "await-state"]);

/**
 * @param {readonly string[]} folders
 * @param {RegExp} only
 * @returns {Collection}
 */
export function readCollection(folders, only) {
  const roots = folders.map((folder) => resolve(folder));
  return {
    cases: roots.flatMap((root) => casesIn(root)).filter((study) => only.test(study.name) || only.test(study.kind)),
    silent: roots.flatMap((root) => silentIn(join(root, "silent"))).filter((path) => only.test(basename(path))),
  };
}

/** @param {string} root */
function casesIn(root) {
  return namesIn(root)
    .filter((name) => existsSync(join(root, name, "case.json")))
    .map((name) => readCase(join(root, name)));
}

/** @param {string} root */
function silentIn(root) {
  return namesIn(root)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => join(root, name));
}

/**
 * @param {string} folder
 * @returns {Case}
 */
function readCase(folder) {
  const written = JSON.parse(readFileSync(join(folder, "case.json"), "utf8"));
  return {
    name: basename(folder),
    kind: written.kind,
    title: written.title,
    firstLight: !written.inter_procedural && !beyondFirstLight.has(written.difficulty),
    bad: join(folder, "bad.ts"),
    good: join(folder, "good.ts"),
    lines: new Set([...written.lines_of_error_in_bad, ...written.also_accept_lines]),
  };
}

/** Sorted, so that a report does not depend on the file system. @param {string} folder */
function namesIn(folder) {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
