/** `--watch` as a process: it tells again after every change that matters, and only Ctrl+C ends it. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { clean, config, leak, run, temporaryProject } from "./temporary-project.ts";

const bin = fileURLToPath(new URL("../bin/freehold.js", import.meta.url));

test("every change is checked, also in files and folders that were not there", async () => {
  using project = temporaryProject({ "tsconfig.json": config, "a.ts": leak });
  using watching = watch(project.folder);
  expect(await watching.next()).toContain("1 finding in 1 file.");

  writeFileSync(join(project.folder, "a.ts"), clean);
  expect(await watching.next()).toContain("No findings in 1 file.");

  mkdirSync(join(project.folder, "deep/er"), { recursive: true });
  writeFileSync(join(project.folder, "deep/er/b.ts"), leak.replaceAll("declare", "export declare"));
  expect(await watching.until("1 finding in 1 of 2 files.")).toContain("deep/er/b.ts");

  rmSync(join(project.folder, "deep"), { recursive: true });
  await watching.until("No findings in 1 file.");
});

test("a fault of syntax is told and waited out", async () => {
  using project = temporaryProject({ "tsconfig.json": config, "a.ts": clean });
  using watching = watch(project.folder);
  await watching.until("No findings");
  writeFileSync(join(project.folder, "a.ts"), "export const x = {;\n");
  await watching.until("is not valid TypeScript");
  writeFileSync(join(project.folder, "a.ts"), leak);
  await watching.until("1 finding in 1 file.");
});

test("settings are read again", async () => {
  using project = temporaryProject({ "tsconfig.json": config, "a.ts": leak });
  using watching = watch(project.folder);
  await watching.until("1 finding");
  writeFileSync(join(project.folder, "freehold.json"), `{ "rules": { "leaked-resource": "off" } }`);
  await watching.until("No findings");
});

test("a path that does not exist is not waited for", () => {
  using project = temporaryProject({ "a.ts": clean });
  expect(run(project, "--watch scr")).toMatchObject({ code: 2, err: expect.stringContaining("`scr` does not exist") });
});

interface Watching extends Disposable {
  /** What is told from here on until it waits again. */
  next(): Promise<string>;
  /** The first telling with these words; how many rounds a change takes depends on the file system. */
  until(words: string): Promise<string>;
}

function watch(folder: string): Watching {
  const child = spawn(process.execPath, [bin, "--watch"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let told = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (told += text));
  return { next, until, [Symbol.dispose]: () => child.kill() };

  async function next(): Promise<string> {
    const end = "Watching for changes";
    while (!told.includes(end)) await moreFrom(child);
    const before = told;
    told = "";
    return before;
  }

  async function until(words: string): Promise<string> {
    for (;;) {
      const text = await next();
      if (text.includes(words)) return text;
    }
  }
}

async function moreFrom({ stdout, stderr }: ChildProcess): Promise<void> {
  await Promise.race([once(stdout!, "data"), once(stderr!, "data")]);
}
