/** What a command line means, and what is said of a wrong one. */

import { describe, expect, test } from "vitest";
import { mistypedCommand, parseArguments } from "../src/arguments.ts";

const pretty = [{ format: "pretty" }];
const look = { color: "auto", characters: "auto" };
const defaults = { formats: pretty, max: 20, timings: "hide", repeat: "never", cache: "usual", look };

describe("a command", () => {
  test.each([
    ["", { kind: "check", paths: [], options: defaults }],
    ["check", { kind: "check", paths: [], options: defaults }],
    ["src lib/a.ts", { kind: "check", paths: ["src", "lib/a.ts"], options: defaults }],
    ["check src --tier maybe", { kind: "check", paths: ["src"], options: { ...defaults, tier: "maybe" } }],
    ["--tier=strict check src", { kind: "check", paths: ["src"], options: { ...defaults, tier: "strict" } }],
    ["--no-cache src", { kind: "check", paths: ["src"], options: { ...defaults, cache: "none" } }],
    ["--watch src", { kind: "check", paths: ["src"], options: { ...defaults, repeat: "on change" } }],
    ["--max 0 --timings src", { kind: "check", paths: ["src"], options: { ...defaults, max: 0, timings: "show" } }],
    ["--format json", { kind: "check", paths: [], options: { ...defaults, formats: [{ format: "json" }] } }],
    [
      "--format sarif=out=1.sarif src",
      { kind: "check", paths: ["src"], options: { ...defaults, formats: [...pretty, { format: "sarif", file: "out=1.sarif" }] } },
    ],
    [
      "--format short --format=json=out.json",
      { kind: "check", paths: [], options: { ...defaults, formats: [{ format: "short" }, { format: "json", file: "out.json" }] } },
    ],
    ["--no-color --ascii", { kind: "check", paths: [], options: { ...defaults, look: { color: "never", characters: "ascii" } } }],
    ["--color", { kind: "check", paths: [], options: { ...defaults, look: { color: "always", characters: "auto" } } }],
    ["-- --odd.ts", { kind: "check", paths: ["--odd.ts"], options: defaults }],
    ["explain FH1001", { kind: "explain", subject: "FH1001" }],
    ["why src/a.ts:4:9", { kind: "why", file: "src/a.ts", line: 4, column: 9, look }],
    ["why src/a.ts:4", { kind: "why", file: "src/a.ts", line: 4, look }],
    ["why C:/a.ts:4:9", { kind: "why", file: "C:/a.ts", line: 4, column: 9, look }],
    ["debug --stage=mir src/a.ts", { kind: "debug", stage: "mir", file: "src/a.ts" }],
    ["--help", { kind: "help", topic: "check" }],
    ["-h", { kind: "help", topic: "check" }],
    ["explain --help", { kind: "help", topic: "explain" }],
    ["--help why", { kind: "help", topic: "why" }],
    ["--version", { kind: "version" }],
    ["-v", { kind: "version" }],
  ])("`freehold %s`", (line, command) => {
    expect(parseArguments(words(line))).toEqual({ kind: "command", command });
  });
});

describe("a fault", () => {
  test.each([
    ["--teir maybe", "There is no option `--teir`; the nearest right one is `--tier`"],
    ["--banana", "There is no option `--banana`"],
    ["-x", "There is no option `-x`"],
    ["--no-colour", "There is no option `--no-colour`; the nearest right one is `--no-color`"],
    ["explain --tier maybe FH1001", "There is no option `--tier` of `freehold explain`"],
    ["--tier sure", "The option `--tier` takes one of `definite`, `maybe`, `strict`"],
    ["--tier mabye", "The option `--tier` takes one of `definite`, `maybe`, `strict`; the nearest right one is `maybe`"],
    ["--tier", "The option `--tier` takes one of `definite`, `maybe`, `strict`"],
    ["--tier maybe --tier strict", "The option `--tier` takes one of `definite`, `maybe`, `strict`; the nearest right one is `maybe`"],
    ["--max many", "The option `--max` takes a number from 0 on, where 0 is no limit: `--max 50`"],
    ["--max=-1", "The option `--max` takes a number from 0 on, where 0 is no limit: `--max 50`"],
    ["--max 1.5", "The option `--max` takes a number from 0 on, where 0 is no limit: `--max 50`"],
    ["--max", "The option `--max` takes a number from 0 on, where 0 is no limit: `--max 50`"],
    ["--format jsn", "The option `--format` takes one of `pretty`, `short`, `json`, `github`, `sarif`; the nearest right one is `json`"],
    ["--format json=", "Name the file after `json=`, or leave the `=` out"],
    ["--format json --format short", "Only one format can go to standard output: give the others a file, as in `--format sarif=out.sarif`"],
    ["explain", "`freehold explain` takes one code or name: `freehold explain FH1001`"],
    ["why src/a.ts", "`freehold why` takes one place, counted from 1: `freehold why src/report.ts:4` or `src/report.ts:4:9`"],
    ["why src/a.ts:0:1", "`freehold why` takes one place, counted from 1: `freehold why src/report.ts:4` or `src/report.ts:4:9`"],
    ["debug a.ts", "`freehold debug` takes a stage and a file: `freehold debug --stage=mir src/report.ts`"],
    [
      "debug --stage=mri a.ts",
      "The option `--stage` takes one of `ast`, `mir`, `facts`, `obligations`, `loans`; the nearest right one is `mir`",
    ],
  ])("`freehold %s`", (line, message) => {
    expect(parseArguments(words(line))).toEqual({ kind: "fault", message });
  });
});

test("a first word that is nearly a command is taken for one", () => {
  expect(["explian", "wyh", "chek", "src", "./chek"].map(mistypedCommand)).toEqual(["explain", "why", "check", undefined, undefined]);
});

function words(line: string): readonly string[] {
  return line.split(" ").filter((word) => word !== "");
}
