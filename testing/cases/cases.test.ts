/** The collection itself: every case is complete, points at lines that exist, and compiles. */

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const folder = import.meta.dirname;
const names = readdirSync(folder).filter((name) => /^\d/.test(name));
const silent = readdirSync(join(folder, "silent"));

describe.each(names)("%s", (name) => {
  const read = (file: string): string => readFileSync(join(folder, name, file), "utf8");
  const written = JSON.parse(read("case.json")) as Record<string, unknown>;
  const lines = read("bad.ts").split("\n");

  test("says where it comes from and what is owned", () => {
    expect(written["source"]).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(?:issues|pull|commit)\/\w+$/);
    for (const key of ["kind", "title", "resource", "difficulty", "note"]) expect(written[key], key).toMatch(/\w/);
    expect(typeof written["inter_procedural"]).toBe("boolean");
  });

  test("points at lines that hold code", () => {
    const expected = written["lines_of_error_in_bad"] as number[];
    expect(expected.length).toBeGreaterThan(0);
    for (const line of [...expected, ...(written["also_accept_lines"] as number[])]) expect(lines[line - 1]).toMatch(/\w/);
  });

  test("has a mended program that differs", () => {
    expect(read("good.ts")).not.toBe(read("bad.ts"));
  });
});

test("every right program says what it shows", () => {
  expect(silent.length).toBeGreaterThanOrEqual(60);
  for (const name of silent) expect(readFileSync(join(folder, "silent", name), "utf8"), name).toMatch(/^\/\*\* .+\. \*\/\n/);
});

test("all programs compile", { timeout: 60_000 }, () => {
  const compiler = join(folder, "../../node_modules/typescript/bin/tsc");
  expect(existsSync(compiler)).toBe(true);
  expect(execFileSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" })).toBe("");
});
