/** Who may import whom. The same table is a lint rule; this one also knows what lint cannot: dependencies of package.json. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeFiles, importsOf, root } from "../src/repository.ts";

/** The layers of ARCHITECTURE.md, from the vocabulary up. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  mir: ["diagnostics"],
  models: [],
  frontend: ["diagnostics", "mir"],
  checker: ["diagnostics", "mir", "models"],
  cli: ["diagnostics", "mir", "models", "frontend", "checker"],
  runtime: [],
};

/** They see values only: no files, no clock, no network. */
const withoutInputAndOutput = ["diagnostics", "mir", "models", "checker", "runtime"];

const sources = codeFiles().filter(({ path }) => /^packages\/[^/]+\/src\//.test(path));

describe.for(Object.entries(allowed))("%s", ([name, layers]) => {
  const imports = sources
    .filter(({ path }) => path.startsWith(`packages/${name}/src/`))
    .flatMap(({ path, text }) => importsOf(text).map((specifier) => ({ path, specifier })));

  test(`imports nothing of ours but: ${layers.join(", ") || "itself"}`, () => {
    const wrong = imports.filter(({ specifier }) => specifier.startsWith("@freehold/") && !layers.includes(specifier.split("/")[1]!));
    expect(wrong).toEqual([]);
  });

  test("declares every package it imports, and no other", () => {
    const used = imports.map(({ specifier }) => packageOf(specifier)).filter((used) => used !== undefined);
    const declared = Object.keys(manifest(name).dependencies ?? {});
    expect(declared.toSorted()).toEqual([...new Set(used)].toSorted());
  });
});

test("every package has its place in the layers", () => {
  const names = new Set(sources.map(({ path }) => path.split("/")[1]));
  expect([...names].filter((name) => !Object.hasOwn(allowed, name!))).toEqual([]);
});

test("only the adapters of the front end know a TypeScript compiler", () => {
  const wrong = sources
    .filter(({ path }) => !/^packages\/frontend\/src\/ts[67]\//.test(path))
    .filter(({ text }) => importsOf(text).some((specifier) => /^typescript(?:\/|$)/.test(specifier)));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test.for(withoutInputAndOutput)("%s does no input and output", (name) => {
  const wrong = sources
    .filter(({ path }) => path.startsWith(`packages/${name}/src/`))
    .filter(({ text }) => importsOf(text).some((specifier) => specifier.startsWith("node:")));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("sources do not import what tests them", () => {
  const wrong = sources.filter(({ text }) =>
    importsOf(text).some((specifier) => /testing\/|\/test\/|^vitest$|^fast-check$|spec-kit/.test(specifier)),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("rules do not know each other", () => {
  const rules = sources.filter(({ path }) => /^packages\/checker\/src\/rules\/[^/]+\//.test(path));
  const wrong = rules.filter(({ text }) => importsOf(text).some((specifier) => /^\.\.\/[^./]+\//.test(specifier)));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("files of the same package are imported by their path, with its ending", () => {
  const wrong = sources.flatMap(({ path, text }) =>
    importsOf(text)
      .filter((specifier) => specifier.startsWith("."))
      .filter((specifier) => !existsSync(join(root, path, "..", specifier)))
      .map((specifier) => `${path}: ${specifier}`),
  );
  expect(wrong).toEqual([]);
});

function packageOf(specifier: string): string | undefined {
  // `#checks` and its like are the package's own `imports`.
  if (/^(?:[.#]|node:)/.test(specifier)) return undefined;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function manifest(name: string): { readonly dependencies?: Readonly<Record<string, string>> } {
  return JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
}
