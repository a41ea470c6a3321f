/** The programs of the case collection and of the leaky shop, as one project whose texts a test may change. */

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { specsOf } from "@freehold/spec-kit/spec";
import { freehold, type Project, projectWith, type Run } from "./project.ts";

export interface Source {
  /** Its file in the project. */
  readonly name: string;
  readonly text: string;
}

const root = resolve(import.meta.dirname, "../..");

/** `bad.ts` and `good.ts` of every case. */
export function caseSources(): readonly Source[] {
  const folder = join(root, "testing/cases");
  const cases = readdirSync(folder)
    .filter((name) => /^\d/.test(name))
    .toSorted();
  return cases.flatMap((name) => ["bad", "good"].map((kind) => sourceAt(join(folder, name, `${kind}.ts`), `${kind}/${name}.ts`)));
}

/** Right programs that look suspicious. */
export function silentSources(): readonly Source[] {
  return sourcesIn("testing/cases/silent", "silent");
}

/** The programs of one file in the rules' specs; what they expect is a comment, so it moves with its line. */
export function specSources(): readonly Source[] {
  const rules = join(root, "packages/checker/src/rules");
  const specs = readdirSync(rules, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("spec.md"));
  return specs.toSorted().flatMap((path) =>
    specsOf(readFileSync(join(rules, path), "utf8")).flatMap(({ files }, index) => {
      const [only, ...others] = files;
      if (only === undefined || others.length > 0 || !only.name.endsWith(".ts") || only.text.includes("freehold-ignore")) return [];
      return [{ name: `rule/${path.replaceAll("/", "-").replace(/\.md$/, "")}-${index}.ts`, text: only.text }];
    }),
  );
}

export function shopSources(): readonly Source[] {
  return sourcesIn("examples/leaky-shop/src", "shop");
}

export function projectOf(sources: readonly Source[]): Project {
  return projectWith({
    ...Object.fromEntries(sources.map(({ name, text }) => [name, text])),
    "tsconfig.json": JSON.stringify({ compilerOptions }),
  });
}

/** Every finding of both tiers, as the machine-readable report has it. The programs import libraries that are not installed here. */
export function reportOn(folder: string, ...paths: readonly string[]): Run {
  const run = freehold(folder, "--format", "json", "--tier", "maybe", ...paths);
  return { ...run, told: run.told.filter((sentence) => !sentence.startsWith("Not installed here: ")) };
}

export const compilerOptions = {
  strict: true,
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  allowImportingTsExtensions: true,
  lib: ["esnext", "dom", "dom.iterable", "dom.asynciterable"],
  types: ["node"],
  typeRoots: [join(root, "node_modules/@types")],
  noEmit: true,
};

function sourcesIn(folder: string, shown: string): readonly Source[] {
  const names = readdirSync(join(root, folder)).toSorted();
  return names.map((name) => sourceAt(join(root, folder, name), `${shown}/${name}`));
}

function sourceAt(path: string, name: string): Source {
  return { name, text: readFileSync(path, "utf8") };
}
