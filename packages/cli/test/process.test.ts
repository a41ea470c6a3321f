/** The command as a process: exit codes, readers that go away, and our own faults. */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { reportCrash } from "../src/crash.ts";
import { main } from "../src/main.ts";
import { clean, leak, temporaryProject } from "./temporary-project.ts";
import { testWorld } from "./world.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const bin = fileURLToPath(new URL("../bin/freehold.js", import.meta.url));

beforeAll(() => {
  const built = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-b", "packages/cli"], { cwd: root, encoding: "utf8" });
  expect(built.stdout).toBe("");
}, 120_000);

test.each([
  ["clean.ts", 0],
  ["leak.ts", 1],
  ["missing.ts", 2],
])("the exit code for %s is %d", (file, code) => {
  using project = temporaryProject({ "clean.ts": clean, "leak.ts": leak });
  const done = spawnSync(process.execPath, [bin, "check", file], { cwd: project.folder, encoding: "utf8" });
  expect(done.status).toBe(code);
});

test("a package that is not installed is told at the end, and changes no exit code", () => {
  using project = temporaryProject({ "clean.ts": `import { Pool } from "pg";\nexport const pool = new Pool();\n${clean}` });
  const done = spawnSync(process.execPath, [bin, "check"], { cwd: project.folder, encoding: "utf8" });
  expect(done).toMatchObject({ status: 0, stderr: expect.stringContaining("freehold: Not installed here: `pg`. ") });
});

test("a pipe gets all of a long output", () => {
  const many = leak.slice(leak.indexOf("export"));
  const functions = Array.from({ length: 300 }, (_, index) => many.replace("report", `report${index}`));
  using project = temporaryProject({ "leaks.ts": leak + functions.join("") });
  const done = spawnSync(process.execPath, [bin, "--format", "json"], { cwd: project.folder, encoding: "utf8", maxBuffer: 1 << 28 });
  expect(JSON.parse(done.stdout).findings).toHaveLength(301);
});

test("a reader that goes away ends the output quietly, and the exit code stays true", async () => {
  using project = temporaryProject({ "leak.ts": leak });
  const child = spawn(process.execPath, [bin, "check"], { cwd: project.folder, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  const errors: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  const [code] = await once(child, "close");
  expect({ code, errors }).toEqual({ code: 1, errors: [] });
});

test("output that cannot be written is told", () => {
  using project = temporaryProject({ "clean.ts": clean });
  const readOnly = openSync(join(project.folder, "clean.ts"), "r");
  const done = spawnSync(process.execPath, [bin], { cwd: project.folder, encoding: "utf8", stdio: ["ignore", readOnly, "pipe"] });
  closeSync(readOnly);
  expect(done).toMatchObject({ status: 2, stderr: expect.stringContaining("freehold: The output cannot be written: EBADF") });
});

test("an empty command line in a folder of ours never asks for input", () => {
  using project = temporaryProject({ "clean.ts": clean });
  const done = spawnSync(process.execPath, [bin], { cwd: project.folder, encoding: "utf8", input: "" });
  expect(done.stdout).toContain("No findings in 1 file.");
});

test("whatever is thrown inside becomes exit code 3", () => {
  const world = testWorld();
  const broken = {
    ...world,
    out: {
      ...world.out,
      write: () => {
        throw new Error("no such block");
      },
    },
  };
  expect(main(["--version"], broken)).toBe(3);
  const [line] = world.written.err;
  expect(line).toContain("This is a fault of Freehold itself: no such block");
  rmSync(/details are in (.*)\n$/.exec(line!)![1]!);
});

test("a fault of our own is one line, and a file with its details", () => {
  const world = testWorld();
  reportCrash(new Error("block 7 has no terminator\nat depth"), ["check", "src"], world);
  const [line] = world.written.err;
  const file = /^freehold: This is a fault of Freehold itself: block 7 has no terminator; the details are in (.*)\n$/.exec(line!)?.[1];
  expect(file !== undefined && existsSync(file)).toBe(true);
  expect(readFileSync(file!, "utf8")).toMatch(
    /^freehold 0\.1\.0, node v[^]*arguments: \["check","src"\]\n\nError: block 7 has no terminator\nat depth\n {4}at /,
  );
  rmSync(file!);
});
