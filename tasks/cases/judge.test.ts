/** The verdicts of the case runner, on a small collection written to disk. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCollection } from "./collection.mjs";
import type { Finding } from "./findings.mjs";
import { judge } from "./judge.mjs";
import { asText } from "./report.mjs";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "freehold-judge-"));
  writeCase("001-leak", {
    kind: "leak-always",
    inter_procedural: false,
    difficulty: "local",
    lines_of_error_in_bad: [2],
    also_accept_lines: [3],
  });
  writeCase("002-class", {
    kind: "incomplete-drop",
    inter_procedural: false,
    difficulty: "owned-fields",
    lines_of_error_in_bad: [1],
    also_accept_lines: [],
  });
  mkdirSync(join(folder, "silent"));
  writeFileSync(join(folder, "silent", "cache.ts"), "one;\ntwo; // maybe: leaked-resource\n");
});

afterAll(() => rmSync(folder, { recursive: true }));

test("a finding on a listed line finds the fault, whichever of the lines it is", () => {
  expect(verdictsOn(finding("001-leak/bad.ts", 3, "definite")).firstLight).toEqual({ total: 1, definite: 1, maybe: 0, missed: 0 });
});

test("a finding on another line does not find the fault", () => {
  const verdicts = verdictsOn(finding("001-leak/bad.ts", 4, "definite"));
  expect(verdicts.firstLight.missed).toBe(1);
  expect(verdicts.cases[0]?.elsewhere).toHaveLength(1);
});

test("what only a sceptic sees is counted apart", () => {
  expect(verdictsOn(finding("002-class/bad.ts", 1, "maybe")).all).toEqual({ total: 2, definite: 0, maybe: 1, missed: 1 });
});

test("class-level faults are beyond first light", () => {
  expect(verdictsOn().firstLight.total).toBe(1);
});

test("any finding on a mended program is a false alarm, shown with its line", () => {
  const verdicts = verdictsOn(finding("001-leak/good.ts", 1, "maybe"));
  expect(asText(verdicts)).toContain("1 false alarms in 3 right programs\n");
  expect(asText(verdicts)).toContain("001-leak/good.ts:1:5 maybe leaked-resource: `a` leaks\n      let a;");
});

test("a silent program may grant a maybe on one line, never a definite", () => {
  expect(verdictsOn(finding("silent/cache.ts", 2, "maybe")).falseAlarms).toHaveLength(0);
  expect(verdictsOn(finding("silent/cache.ts", 1, "maybe")).falseAlarms).toHaveLength(1);
  expect(verdictsOn(finding("silent/cache.ts", 2, "definite")).falseAlarms).toHaveLength(1);
});

function verdictsOn(...findings: Finding[]) {
  return judge(readCollection([folder], /(?:)/), findings);
}

function finding(file: string, line: number, tier: Finding["tier"]): Finding {
  return { file: join(folder, file), line, column: 5, name: "leaked-resource", tier, message: "`a` leaks", text: "  let a;" };
}

function writeCase(name: string, written: object): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "case.json"), JSON.stringify({ title: name, ...written }));
}
