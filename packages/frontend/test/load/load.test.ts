/** The whole front end over small folders: what is loaded, in which order, and what is told of the rest. */

import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Compiler } from "../../src/compiler.ts";
import type { LoadedProgram } from "../../src/load.ts";
import { loadProgram } from "../../src/loader.ts";
import { startTs7 } from "../../src/ts7/compiler.ts";
import { folderWith, type Files } from "../folders.ts";

const names = [
  { modules: ["node:fs/promises"], copies: [], acquiring: ["open"], ending: ["close"], touching: [], sending: [], locking: [] },
];
const config = {
  "tsconfig.json": `{ "compilerOptions": { "target": "esnext", "module": "nodenext", "types": ["node"], "strict": true }, "include": ["**/*"] }`,
};
const report = `import { open } from "node:fs/promises";
export async function report(path: string) {
  const file = await open(path);
  try { return await file.readFile("utf8"); } finally { await file.close(); }
}
`;

function load(files: Files, paths: readonly string[] = []): LoadedProgram {
  using folder = folderWith(files);
  return loadProgram({ cwd: folder.path, paths, names });
}

test("one file becomes bodies, answers and types", () => {
  const { program, problems, statistics } = load({ ...config, "report.ts": report });
  expect(problems).toEqual([]);
  expect(program.bodies.map((body) => body.name)).toEqual(["<module>", "report"]);
  const { calls, locals } = program.answers[1]!;
  expect(new Set([...calls.values()].map((fact) => fact.name))).toEqual(new Set(["open", "close"]));
  const file = program.bodies[1]!.locals.find((local) => local.name === "file")!;
  expect(program.types[locals.get(file.id)!]).toMatchObject({ name: "FileHandle", origin: { kind: "module", name: "node:fs/promises" } });
  expect(statistics).toMatchObject({ files: 1, bodies: 2, unknowns: {} });
});

test("files are sorted by path, and ids follow that order", () => {
  const { program } = load({ ...config, "b.ts": report, "a/z.ts": report, "a.ts": report });
  expect(program.files.map((file) => file.path.split("/").at(-1))).toEqual(["a.ts", "z.ts", "b.ts"]);
  program.bodies.forEach((body, index) => expect(body.id).toBe(index));
  program.types.forEach((type, index) => expect(type.id).toBe(index));
});

test("the same folder loads to the same program", () => {
  using folder = folderWith({
    ...config,
    "a.ts": report,
    "b.ts": report,
    "c.ts": `import { report } from "./a.ts"; await report("x"); new WebSocket("x");`,
  });
  const [first, second] = [1, 2].map(() => loadProgram({ cwd: folder.path, paths: [], names }));
  expect(second!.program).toEqual(first!.program);
  expect({ ...second!.statistics, milliseconds: {} }).toEqual({ ...first!.statistics, milliseconds: {} });
});

test("a call into another file knows the body there", () => {
  const { program } = load({
    ...config,
    "a.ts": report,
    "b.ts": `import { report } from "./a.js"; export const run = async () => { const text = await report("x"); using it = make(text); }; function make(text: string) { return { text, [Symbol.dispose]() {} }; }`,
  });
  const facts = program.answers.flatMap((answers) => [...answers.calls.values()]);
  expect(facts.find((fact) => fact.name === "make")?.body).toBe(program.bodies.find((body) => body.name === "make")?.id);
});

test("a captured local has the type of what it captures", () => {
  const source = `import { open } from "node:fs/promises"; export async function run() { const file = await open("x"); return () => file.close(); }`;
  const { program } = load({ ...config, "a.ts": source });
  const arrow = program.bodies.find((body) => body.kind === "arrow")!;
  const capture = arrow.locals.find((local) => local.kind.kind === "capture")!;
  expect(program.types[program.answers[arrow.id]!.locals.get(capture.id)!]?.name).toBe("FileHandle");
});

test("a file in two projects is checked once", () => {
  const project = (file: string): string => `{ "compilerOptions": { "types": [] }, "files": ["${file}"] }`;
  const { program } = load({
    "tsconfig.json": `{ "files": [], "references": [{ "path": "./one.json" }, { "path": "./two.json" }] }`,
    "one.json": project("a.ts"),
    "two.json": project("b.ts"),
    "a.ts": report,
    "b.ts": `import "./a.js"; ${report}`,
  });
  expect(program.files).toHaveLength(2);
});

test("declarations and dependencies are not checked, imported files of the project are", () => {
  const { program } = load({
    "tsconfig.json": `{ "compilerOptions": { "types": ["node"] }, "files": ["a.ts"] }`,
    "a.ts": `import "./b.js"; import "./c.js"; ${report}`,
    "b.ts": report,
    "c.d.ts": "export declare function open(): void;",
  });
  expect(program.files.map((file) => file.path.split("/").at(-1))).toEqual(["a.ts", "b.ts"]);
});

test("a folder inside of node_modules is checked when it is asked about, and its code is the project's", () => {
  using folder = folderWith({ ...config, "deep/node_modules/pkg/a.ts": `${report}await report("x"); openAll(); function openAll() {}` });
  const { program } = loadProgram({ cwd: join(folder.path, "deep/node_modules/pkg"), paths: [], names });
  expect(loadProgram({ cwd: folder.path, paths: [], names }).program.files).toEqual([]);
  const fact = [...program.answers[0]!.calls.values()].find(({ name }) => name === "openAll");
  expect(fact).toMatchObject({ origin: { kind: "project", ambient: false } });
});

test("a method of a package's class is not static because a static has its name", () => {
  const { program } = load({
    ...config,
    "a.ts": `import { Client } from "client";\nexport const start = () => new Client().connect();\n`,
    "node_modules/client/package.json": `{ "name": "client", "version": "1.0.0", "types": "index.d.ts" }`,
    "node_modules/client/index.d.ts": `export declare class Client { static connect(url: string): Client; connect(): this; close(): void }`,
  });
  const facts = program.answers.flatMap((answers) => [...answers.calls.values()]);
  expect(facts.find(({ name }) => name === "connect")).toMatchObject({ owner: "Client", static: false });
});

test("only the named file is checked, though its project has more", () => {
  expect(load({ ...config, "a.ts": report, "b.ts": report }, ["b.ts"]).program.files).toHaveLength(1);
});

test("loose files find the types of Node without any configuration", () => {
  const { program } = load({ "a.ts": report });
  expect([...program.answers[1]!.calls.values()][0]).toMatchObject({ name: "open", origin: { kind: "module", name: "node:fs/promises" } });
});

test("JavaScript named by the user is typed by its JSDoc", () => {
  const source = `import { open } from "node:fs/promises";\n/** @param {import("node:fs/promises").FileHandle} file */\nexport function end(file) { return file.close(); }\n`;
  const { program } = load({ "a.js": source }, ["a.js"]);
  expect([...program.answers[1]!.calls.values()][0]).toMatchObject({ name: "close", owner: "FileHandle" });
});

test("tests are told by their path below the working directory", () => {
  const { program } = load({ ...config, "src/a.ts": report, "src/a.test.ts": report, "test/b.ts": report });
  expect(program.files.map((file) => file.test)).toEqual([true, false, true]);
});

test("a strict file is lowered whatever it mentions, and asked about like any other", () => {
  const source = `export function add(a: number, b: number) { return Math.max(a, b); }\n`;
  const { program } = load({ ...config, "a.ts": `"use freehold";\n${source}`, "b.ts": source });
  expect(program.files.map(({ path }) => path.split("/").at(-1))).toEqual(["a.ts"]);
  expect(program.answers.flatMap(({ calls, locals }) => [calls.size, locals.size])).toEqual(program.bodies.flatMap(() => [0, 0]));
});

test("a file with nothing that could matter is not lowered", () => {
  expect(load({ ...config, "a.ts": report, "b.ts": "export const x = new Map<string, number>();" }).program.files).toHaveLength(1);
});

test("a fault of syntax is told with its place, and the rest is checked", () => {
  const { program, problems } = load({ ...config, "a.ts": "export const x = {;\n", "b.ts": report });
  expect(problems.map((problem) => problem.message)).toEqual([
    "`a.ts:1:19` is not valid TypeScript (Property assignment expected): the file is not checked",
  ]);
  expect(problems[0]?.span).toMatchObject({ start: 18, end: 19 });
  expect(program.files).toHaveLength(1);
});

test("a file that is not UTF-8 is told, and the rest is checked", () => {
  const { program, problems } = load({ ...config, "a.ts": Buffer.from("open('caf\xe9')", "latin1"), "b.ts": report });
  expect(problems.map((problem) => problem.message)).toEqual([
    "`a.ts` is not UTF-8 (byte 9 cannot be decoded): save it as UTF-8 to have it checked",
  ]);
  expect(program.files).toHaveLength(1);
});

test("a file that cannot be read is told with the system's reason", () => {
  using folder = folderWith({ ...config, "b.ts": report });
  symlinkSync("a.ts", join(folder.path, "a.ts"));
  const { program, problems } = loadProgram({ cwd: folder.path, paths: ["a.ts", "b.ts"], names });
  expect(problems.map((problem) => problem.message)).toEqual(["`a.ts` cannot be read (ELOOP): it is not checked"]);
  expect(program.files).toHaveLength(1);
});

test("packages that are not installed are told once, all together, and leave nothing out", () => {
  const { program, problems } = load({
    ...config,
    "a.ts": `import { Pool } from "pg";\nimport type { Request } from "express";\nexport * from "@acme/tools/files";\n`,
    "b.ts": `import { Pool } from "pg";\nimport ws from "ws";\n${report}`,
  });
  expect(problems).toEqual([
    {
      kind: "package-missing",
      message:
        "Not installed here: `@acme/tools`, `express`, `pg` and 1 more. Little is known of what comes from there, so most of its faults go unseen: install what the project depends on and check again",
      fatal: false,
    },
  ]);
  expect(program.bodies.some(({ name }) => name === "report")).toBe(true);
});

test("what the project declares itself, what is shown in a comment, and what a bundler makes is no missing package", () => {
  const { problems } = load({
    ...config,
    "types.d.ts": `declare module "legacy" { export function run(): void; }`,
    "a.ts": `import { run } from "legacy";\nimport "./style.css";\nimport icon from "theme/icon.svg";\nimport pages from "virtual:pages";\n/**\n * import { Pool } from "pg";\n */\nrun();\n${report}`,
  });
  expect(problems).toEqual([]);
});

test("a folder without TypeScript is told so", () => {
  const { problems } = load({ "a.js": "" });
  expect(problems).toEqual([expect.objectContaining({ kind: "nothing-to-check", fatal: true })]);
  expect(problems[0]?.message).toBe(
    "Nothing to check: there is no TypeScript in `.`; JavaScript is checked where a configuration has `checkJs`, or by name",
  );
});

test("a compiler that dies is started once more", () => {
  using folder = folderWith({ ...config, "a.ts": report });
  let started = 0;
  const loaded = loadProgram({
    cwd: folder.path,
    paths: [],
    names,
    startCompiler: (cwd) => (started++ === 0 ? dying(startTs7(cwd)) : startTs7(cwd)),
  });
  expect(started).toBe(2);
  expect(loaded.problems).toEqual([]);
  expect(loaded.program.files).toHaveLength(1);
});

test("a compiler that dies twice is a problem, not a crash", () => {
  using folder = folderWith({ ...config, "a.ts": report });
  const { problems, program } = loadProgram({ cwd: folder.path, paths: [], names, startCompiler: (cwd) => dying(startTs7(cwd)) });
  expect(problems).toEqual([expect.objectContaining({ kind: "compiler-gone", fatal: true })]);
  expect(problems[0]?.message).toMatch(/^The TypeScript compiler stopped twice \(.+\): give it more memory, or check fewer files at once$/);
  expect(program.files).toEqual([]);
});

/** Its process is killed: the youngest child of this one. */
function dying(compiler: Compiler): Compiler {
  const children = execFileSync("pgrep", ["-n", "-P", String(process.pid), "tsc"], { encoding: "utf8" });
  process.kill(Number(children.trim()), "SIGKILL");
  return compiler;
}
