/** A second run says what the first one said without looking at the code, until anything that was read has changed. */

import { asFilePath } from "@freehold/diagnostics/span";
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { main } from "../src/main.ts";
import { clean, config, leak, type Run, temporaryProject, type TemporaryProject } from "./temporary-project.ts";
import { testWorld } from "./world.ts";

const known = "The report was known: nothing has changed since the last run\n";

const kept = temporaryProject({});
afterAll(() => kept[Symbol.dispose]());
afterEach(() => {
  for (const name of readdirSync(kept.folder)) rmSync(join(kept.folder, name), { recursive: true });
});

test("nothing has changed: the same frames, the same sentences, the same code", () => {
  using project = settled({ "tsconfig.json": config, "a.ts": leak, "b.ts": "const x = {;\n", "c.ts": clean });
  const first = run(project, "--timings");
  const second = run(project, "--timings");
  expect(wasKnown(first)).toBe(false);
  expect(wasKnown(second)).toBe(true);
  expect(first).toMatchObject({
    code: 2,
    out: expect.stringContaining("1 finding in 1 of 2 files."),
    err: expect.stringContaining("b.ts"),
  });
  expect({ ...second, err: sentences(second) }).toEqual({ ...first, err: sentences(first) });
});

test.each<[what: string, change: (folder: string) => void]>([
  ["a file", (folder) => write(folder, "a.ts", clean)],
  ["a file by as many characters", (folder) => write(folder, "a.ts", leak.replace("null", "rows"))],
  ["a declaration", (folder) => write(folder, "types.d.ts", "declare const two: number;\n")],
  ["a configuration", (folder) => write(folder, "base.json", "{}")],
  ["a file that was not there", (folder) => write(folder, "deep/b.ts", leak)],
  ["a folder that was not there", (folder) => write(folder, "other/b.ts", leak)],
  ["a file that is gone", (folder) => rmSync(join(folder, "c.ts"))],
  ["the settings", (folder) => write(folder, "freehold.json", `{ "rules": { "leaked-resource": "off" } }`)],
  ["what is installed", (folder) => write(folder, "node_modules/.package-lock.json", `{ "changed": true }`)],
  ["a dependency", (folder) => write(folder, "node_modules/it/index.d.ts", "export declare function it(): void;\n")],
])("a change is looked at: %s", (_, change) => {
  using project = settled({
    "tsconfig.json": config.replace("{", `{ "extends": "./base.json",`),
    "base.json": `{ "compilerOptions": {} }`,
    "types.d.ts": "declare const one: number;\n",
    "node_modules/.package-lock.json": "{}",
    "node_modules/it/index.d.ts": "export declare function it(): number;\n",
    "node_modules/it/package.json": `{ "name": "it", "types": "index.d.ts" }`,
    "a.ts": `import "it";\n${leak.replaceAll("declare", "export declare")}`,
    "c.ts": clean.replaceAll("declare", "export declare"),
    "deep/readme.md": "",
  });
  run(project);
  expect(wasKnown(run(project, "--timings"))).toBe(true);
  change(project.folder);
  const again = run(project, "--timings");
  expect(wasKnown(again)).toBe(false);
  expect({ ...run(project, "--no-cache"), err: "" }).toEqual({ ...again, err: "" });
});

test("the first installation is looked at", () => {
  using project = settled({ "tsconfig.json": config, "c.ts": `import "it";\n${clean}` });
  run(project);
  const before = run(project, "--timings");
  expect(wasKnown(before)).toBe(true);
  expect(before.err).toContain("Not installed here: `it`");
  write(project.folder, "node_modules/it/index.d.ts", "export {};\n");
  write(project.folder, "node_modules/.package-lock.json", "{}");
  const after = run(project, "--timings");
  expect(wasKnown(after)).toBe(false);
  expect(after.err).not.toContain("Not installed here");
});

test("another tier, other paths and another build are other questions", () => {
  using project = settled({ "tsconfig.json": config, "a.ts": leak, "b.ts": clean });
  run(project);
  expect(wasKnown(run(project, "--timings --tier maybe"))).toBe(false);
  expect(wasKnown(run(project, "--timings a.ts"))).toBe(false);
  expect(wasKnown(run(project, "--timings", { program: "another" }))).toBe(false);
  expect(wasKnown(run(project, "--timings"))).toBe(true);
});

test("another format is the same question", () => {
  using project = settled({ "tsconfig.json": config, "a.ts": leak });
  run(project);
  const { out, err } = run(project, "--timings --format json");
  expect(err).toContain(known);
  expect(JSON.parse(out).findings).toHaveLength(1);
});

test("what was written while the check ran is not trusted", () => {
  using project = temporaryProject({ "tsconfig.json": config, "a.ts": leak });
  const soon = new Date(Date.now() + 60_000);
  utimesSync(join(project.folder, "a.ts"), soon, soon);
  run(project);
  expect(wasKnown(run(project, "--timings"))).toBe(false);
});

test("half an entry is none", () => {
  using project = settled({ "tsconfig.json": config, "a.ts": leak });
  run(project);
  for (const name of readdirSync(join(kept.folder, "freehold"))) writeFileSync(join(kept.folder, "freehold", name), `{ "stamps":`);
  expect(run(project, "--timings")).toMatchObject({ code: 1, err: expect.not.stringContaining(known) });
});

test.each([
  ["there is nowhere to keep it", { env: {} }],
  ["it cannot be kept", { env: { XDG_CACHE_HOME: "/dev/null" } }],
  ["the program is still being written", { program: undefined }],
])("%s: every run looks", (_, changes) => {
  using project = settled({ "tsconfig.json": config, "a.ts": leak });
  run(project, "", changes);
  expect(run(project, "--timings", changes)).toMatchObject({ code: 1, err: expect.not.stringContaining(known) });
});

/** Written long ago, as far as the cache can tell. */
function settled(files: Readonly<Record<string, string>>): TemporaryProject {
  const project = temporaryProject(files);
  for (const name of Object.keys(files)) age(join(project.folder, name));
  return project;
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function age(path: string): void {
  const before = new Date(Date.now() - 60_000);
  utimesSync(path, before, before);
}

function run({ folder }: TemporaryProject, line = "", changes: object = {}): Run {
  const world = testWorld({ cwd: asFilePath(folder), env: { LANG: "C.UTF-8", XDG_CACHE_HOME: kept.folder }, program: "one", ...changes });
  const code = main(line === "" ? [] : line.split(" "), world);
  return { code, out: world.written.out.join(""), err: world.written.err.join("") };
}

function wasKnown({ err }: Run): boolean {
  return err.includes(known);
}

function sentences({ err }: Run): readonly string[] {
  return err.split("\n").filter((line) => line.startsWith("freehold:"));
}
