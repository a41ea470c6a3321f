/** What `package.json` promises: each public file by its own name, and the build that a condition asks for. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

interface Manifest {
  readonly sideEffects: boolean;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, { readonly source: string; readonly types: string; readonly default: string }>>;
  readonly imports: Readonly<Record<"#checks", Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}

const root = join(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
const face = readFileSync(join(root, "src/index.ts"), "utf8");

test("nothing is needed beside it, and importing it does nothing by itself", () => {
  expect([manifest.dependencies, manifest.sideEffects]).toEqual([{}, false]);
});

/** What threads run is always what is built: a worker of Node 20 runs no TypeScript. */
const { "./worker": worker, ...named } = manifest.exports;

test("a thread begins in a file that is built", () => {
  expect(worker).toEqual({ types: "./dist/thread/worker.d.ts", default: "./dist/thread/worker.js" });
});

describe.for(Object.entries(named))("%s", ([, { source, types, default: built }]) => {
  test("has its source, and what is built lies where the compiler puts it", () => {
    expect(existsSync(join(root, source))).toBe(true);
    expect([types, built]).toEqual([".d.ts", ".js"].map((ending) => source.replace("./src/", "./dist/").replace(/\.ts$/, ending)));
  });
});

test("every file of the public face has a name of its own", () => {
  const faces = [...face.matchAll(/from "\.\/(.*)\.ts"/g)].map((match) => `./src/${match[1]}.ts`);
  const sources = Object.values(named).map(({ source }) => source);
  const withoutName = ["./src/internal/suppressed-error.ts"];
  expect(faces.filter((source) => !sources.includes(source))).toEqual(withoutName);
});

test("the condition `development` asks for the checked build, and nothing for the lean one", () => {
  const { source, development, default: lean } = manifest.imports["#checks"];
  expect(source).toEqual({ development: "./src/internal/checks.development.ts", default: "./src/internal/checks.lean.ts" });
  expect(development?.["default"]).toBe("./dist/internal/checks.development.js");
  expect(lean?.["default"]).toBe("./dist/internal/checks.lean.js");
});
