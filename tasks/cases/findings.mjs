/** Checks all programs of a collection in one load of the compiler. */

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { check } from "@freehold/checker/check";
import { primaryLabel } from "@freehold/diagnostics/diagnostic";
import { lineText, positionAt, sourceFile } from "@freehold/diagnostics/source-file";
import { asFilePath } from "@freehold/diagnostics/span";
import { loadProgram } from "@freehold/frontend/loader";
import { allModels, modelNames } from "@freehold/models/all";

/**
 * @typedef {object} Finding
 * @property {string} file
 * @property {number} line of the primary label, counted from 1
 * @property {number} column
 * @property {string} name
 * @property {"definite" | "maybe" | "strict"} tier
 * @property {string} message
 * @property {string} text of the line
 */

/**
 * @param {import("./collection.mjs").Collection} collection
 * @param {"definite" | "maybe"} tier
 * @returns {readonly Finding[]}
 */
export function findingsOf(collection, tier) {
  const files = [...collection.cases.flatMap((study) => [study.bad, study.good]), ...collection.silent];
  const folder = mkdtempSync(join(tmpdir(), "freehold-cases-"));
  try {
    const originals = copyInto(folder, files);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
    const { program, problems } = loadProgram({ cwd: folder, paths: [folder], names: modelNames(allModels) });
    for (const { message } of problems) console.error(message);
    return check(program, { models: allModels, tier }).diagnostics.map((diagnostic) => asFinding(diagnostic, originals));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * In a folder of their own only their names can call them test code, and one configuration loads them all.
 *
 * @param {string} folder
 * @param {readonly string[]} files
 * @returns {ReadonlyMap<string, string>} the copied file's path of each copy
 */
function copyInto(folder, files) {
  return new Map(
    files.map((file, index) => {
      const copy = join(folder, `${String(index).padStart(4, "0")}-${basename(file)}`);
      copyFileSync(file, copy);
      return [asFilePath(copy), file];
    }),
  );
}

/** The programs live anywhere, so the types of Node come from this workspace. */
export const compilerOptions = {
  strict: true,
  target: "ESNext",
  module: "ESNext",
  moduleResolution: "bundler",
  lib: ["ESNext", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
  types: ["node"],
  typeRoots: [resolve(import.meta.dirname, "../../node_modules/@types")],
  noEmit: true,
};

/**
 * @param {import("@freehold/diagnostics/diagnostic").Diagnostic} diagnostic
 * @param {ReadonlyMap<string, string>} originals
 * @returns {Finding}
 */
function asFinding(diagnostic, originals) {
  const { span } = primaryLabel(diagnostic);
  const source = sourceFile(span.file, readFileSync(span.file, "utf8"));
  const { line, column } = positionAt(source, span.start);
  const { name, tier, message } = diagnostic;
  return { file: originals.get(span.file) ?? span.file, line, column, name, tier, message, text: lineText(source, line) };
}
