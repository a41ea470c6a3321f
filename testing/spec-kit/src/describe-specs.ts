/** Makes vitest tests of the specs of a Markdown file, or of all below a folder. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { afterAll, describe, test } from "vitest";
import { compare, type Finding } from "./compare.ts";
import { specsOf, type Spec, type SpecFile } from "./spec.ts";
import { updateMarkdown, updating } from "./update.ts";

/** Gets every snippet of every spec at once, by file name, and gives back everything found in them. */
export type CheckProject = (files: ReadonlyMap<string, string>) => readonly Finding[] | Promise<readonly Finding[]>;

/** A spec with the folder that keeps its files apart from all others. */
interface PlacedSpec extends Spec {
  readonly folder: string;
}

interface Document {
  readonly path: string;
  readonly name: string;
  readonly specs: readonly PlacedSpec[];
}

/** All snippets are checked in one go, when the first test runs: starting a compiler costs more than checking a thousand of them. */
export function describeSpecs(place: string, checkProject: CheckProject): void {
  const documents = place.endsWith(".md")
    ? [documentAt(dirname(place), place, 0)]
    : markdownBelow(place).map((path, index) => documentAt(place, path, index));
  let checked: Promise<readonly Finding[]> | undefined;
  const findings = (): Promise<readonly Finding[]> => (checked ??= Promise.resolve(checkProject(filesOf(documents))));

  for (const document of documents) {
    describe(document.name, () => {
      for (const spec of document.specs) {
        test(spec.title, async () => {
          const all = await findings();
          if (!updating) expectNoMismatch(document, spec, all);
        });
      }
      afterAll(async () => {
        if (updating) update(document, await findings());
      });
    });
  }
}

function markdownBelow(directory: string): readonly string[] {
  const entries = readdirSync(directory, { recursive: true, encoding: "utf8" });
  return entries
    .filter((entry) => entry.endsWith(".md"))
    .map((entry) => join(directory, entry))
    .toSorted();
}

function documentAt(directory: string, path: string, index: number): Document {
  const specs = specsOf(readFileSync(path, "utf8"));
  return {
    path,
    name: relative(directory, path).replaceAll("\\", "/"),
    specs: specs.map((spec, number) => ({ ...spec, folder: `${index}/${number}` })),
  };
}

function filesOf(documents: readonly Document[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const { specs } of documents) {
    for (const spec of specs) for (const file of spec.files) files.set(`${spec.folder}/${file.name}`, file.text);
  }
  return files;
}

function expectNoMismatch(document: Document, spec: PlacedSpec, all: readonly Finding[]): void {
  const mismatches = spec.files.flatMap((file) =>
    compare(file.expectations, findingsIn(spec, file, all)).map(
      ({ line, text }) => `  ${document.path}:${file.markdownLine + line - 1}: ${text}`,
    ),
  );
  if (mismatches.length > 0) throw new Error(`not as expected:\n${mismatches.join("\n")}`);
}

function findingsIn(spec: PlacedSpec, file: SpecFile, all: readonly Finding[]): readonly Finding[] {
  return all.filter((finding) => finding.file === `${spec.folder}/${file.name}`);
}

function update(document: Document, all: readonly Finding[]): void {
  const before = readFileSync(document.path, "utf8");
  const updates = document.specs.flatMap((spec) => spec.files.map((file) => ({ file, findings: findingsIn(spec, file, all) })));
  const after = updateMarkdown(before, updates);
  if (after !== before) writeFileSync(document.path, after);
}
