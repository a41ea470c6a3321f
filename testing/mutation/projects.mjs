/** Lays out the projects whose functions are broken, each in a folder that may be written to. */

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { readCollection } from "../../tasks/cases/collection.mjs";
import { compilerOptions } from "../../tasks/cases/findings.mjs";
import { fileNameOf, prepare } from "../ecosystem/prepare.mjs";

const home = resolve(import.meta.dirname, "../..");
const workplace = join(home, ".cache/mutation");

/**
 * @typedef {object} Project
 * @property {string} name
 * @property {() => Promise<string>} layOut  Gives the folder of its `tsconfig.json`, fresh.
 */

/**
 * @param {readonly string[]} collections  Folders of cases.
 * @returns {readonly Project[]}
 */
export function projectsOf(collections) {
  /** @type {{ resolvedBefore: string, packages: import("../ecosystem/prepare.mjs").Package[] }} */
  const { resolvedBefore, packages } = JSON.parse(readFileSync(join(home, "testing/ecosystem/packages.json"), "utf8"));
  return [
    { name: "leaky-shop", layOut: async () => copied("leaky-shop", join(home, "examples/leaky-shop")) },
    ...collections.map((folder) => ({ name: basename(folder), layOut: async () => rightPrograms(folder) })),
    ...packages.map((entry) => ({
      name: entry.name,
      layOut: async () => {
        const { project } = await prepare(entry, resolvedBefore, join(home, ".cache/ecosystem"));
        return copied(fileNameOf(entry), project);
      },
    })),
  ];
}

/**
 * @param {string} name
 * @param {string} original
 */
function copied(name, original) {
  const folder = emptied(name);
  const project = join(folder, "source");
  cpSync(original, project, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
  const dependencies = join(original, "../node_modules");
  if (existsSync(dependencies)) symlinkSync(dependencies, join(folder, "node_modules"));
  return project;
}

/** @param {string} collection */
function rightPrograms(collection) {
  const { cases, silent } = readCollection([collection], /(?:)/);
  const folder = emptied(basename(collection));
  for (const [index, file] of [...cases.map(({ good }) => good), ...silent].entries()) {
    cpSync(file, join(folder, `${String(index).padStart(4, "0")}-${basename(file)}`));
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  return folder;
}

/** @param {string} name */
function emptied(name) {
  const folder = join(workplace, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
