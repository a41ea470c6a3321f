/** Checks all programs of a collection in one load of the compiler. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { check } from "@freehold/checker/check";
import { primaryLabel } from "@freehold/diagnostics/diagnostic";
import { lineText, positionAt, sourceFile } from "@freehold/diagnostics/source-file";
import { asFilePath } from "@freehold/diagnostics/span";
import { loadProgram } from "@freehold/frontend/load";
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
 * @returns {Promise<readonly Finding[]>}
 */
export async function findingsOf(collection, tier) {
  const files = [...collection.cases.flatMap((study) => [study.bad, study.good]), ...collection.silent];
  const folder = mkdtempSync(join(tmpdir(), "freehold-cases-"));
  try {
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    const { program } = await loadProgram({ cwd: folder, paths: [folder], names: modelNames(allModels) });
    return check(program, { models: allModels, tier }).map(asFinding);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The programs live anywhere, so the types of Node come from this workspace. */
const compilerOptions = {
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
 * @returns {Finding}
 */
function asFinding(diagnostic) {
  const { span } = primaryLabel(diagnostic);
  const source = sourceFile(asFilePath(span.file), readFileSync(span.file, "utf8"));
  const { line, column } = positionAt(source, span.start);
  const { name, tier, message } = diagnostic;
  return { file: span.file, line, column, name, tier, message, text: lineText(source, line) };
}
