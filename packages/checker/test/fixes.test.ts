/** Every fix that the checker offers on the cases is applied: it must parse, remove its report and add none. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic, Edit } from "@freehold/diagnostics/diagnostic";
import { primaryLabel } from "@freehold/diagnostics/diagnostic";
import { loadProgram } from "@freehold/frontend/loader";
import { allModels, modelNames } from "@freehold/models/all";
import { expect, test } from "vitest";
import { check } from "../src/check.ts";

const cases = join(import.meta.dirname, "../../../testing/cases");

test("a fix that is applied parses, removes its report and adds none", { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "freehold-fixes-"));
  try {
    for (const name of readdirSync(cases).filter((entry) => /^\d/.test(entry)))
      writeFileSync(join(folder, `${name}.ts`), readFileSync(join(cases, name, "bad.ts"), "utf8"));
    const before = findingsIn(folder);
    const fixed = before.filter(({ fixes }) => fixes.length > 0);
    for (const diagnostic of fixed) applyTo(primaryLabel(diagnostic).span.file, diagnostic.fixes[0]!.edits);
    const after = findingsIn(folder);
    expect(fixed.length).toBeGreaterThanOrEqual(8);
    const left = before.filter((diagnostic) => !fixed.includes(diagnostic));
    // A release that moves to the end may end another fault of the same value, in the same file only.
    const mended = new Set(fixed.map(fileOf));
    const added = told(after).filter((words) => !told(left).includes(words));
    expect(added).toEqual([]);
    const elsewhere = (all: readonly Diagnostic[]): readonly string[] => told(all.filter((diagnostic) => !mended.has(fileOf(diagnostic))));
    expect(elsewhere(after)).toEqual(elsewhere(left));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a word that a signature leaves out is written as the code asks for it", () => {
  const folder = mkdtempSync(join(tmpdir(), "freehold-fixes-"));
  try {
    const file = join(folder, "shelf.ts");
    writeFileSync(file, shelf);
    for (const { fixes } of findingsIn(folder)) applyTo(file, fixes[0]!.edits);
    expect(readFileSync(file, "utf8").split("\n").at(-2)).toBe("export function bump(item: Change<Item>): void { item.count += 1; }");
    expect(findingsIn(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const shelf = `"use freehold";
import { type Mut as Change, type Owned } from "freehold";
class Item implements Owned { count = 0; [Symbol.dispose](): void {} }
export function bump(item: Item): void { item.count += 1; }
`;

function findingsIn(folder: string): readonly Diagnostic[] {
  const { program, problems } = loadProgram({ cwd: folder, paths: ["."], names: modelNames(allModels) });
  expect(problems.filter(({ kind }) => kind !== "package-missing")).toEqual([]);
  return check(program, { models: allModels, tier: "definite" }).diagnostics;
}

function applyTo(file: string, edits: readonly Edit[]): void {
  let text = readFileSync(file, "utf8");
  for (const { span, text: replacement } of edits.toSorted((a, b) => b.span.start - a.span.start))
    text = text.slice(0, span.start) + replacement + text.slice(span.end);
  writeFileSync(file, text);
}

function fileOf(diagnostic: Diagnostic): string {
  return primaryLabel(diagnostic).span.file;
}

/** Names and headlines; the lines have moved. */
function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map((diagnostic) => `${fileOf(diagnostic)} ${diagnostic.name} ${diagnostic.message}`).toSorted();
}
