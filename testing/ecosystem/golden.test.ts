/** What a run over real packages remembers of the judgements that people made. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compare, keptAfter, writeGolden } from "./golden.mjs";
import { readLines } from "./lines.mjs";

type Finding = Parameters<typeof compare>[0][number];
type Golden = Parameters<typeof compare>[1][number];

const leak: Finding = {
  fingerprint: "FH1001/Store.add/file/1",
  name: "leaked-resource",
  tier: "definite",
  file: "src/store.ts",
  line: 7,
  message: "`file` is never released",
};
const judgedLeak: Golden = { ...leak, line: 3, label: "true", reason: "The return in line 5 skips close." };

test("a judgement is found again by file and fingerprint, wherever the line went", () => {
  const { judged, unjudged } = compare([leak], [judgedLeak], "definite");
  expect(judged).toEqual([{ ...judgedLeak, line: 7 }]);
  expect(unjudged).toEqual([]);
});

test("the same fingerprint in another file is another finding", () => {
  const elsewhere = { ...leak, file: "src/other.ts" };
  const { unjudged, lost } = compare([elsewhere], [judgedLeak], "definite");
  expect(unjudged).toEqual([elsewhere]);
  expect(lost).toEqual([judgedLeak]);
});

test("a finding written down as unjudged still has to be judged", () => {
  expect(compare([leak], [{ ...leak, label: "unjudged", reason: "" }], "definite").unjudged).toEqual([leak]);
});

test("a false alarm that is gone is forgotten, a true finding that is gone is lost and kept", () => {
  const falseAlarm: Golden = { ...judgedLeak, file: "src/fluent.ts", label: "false" };
  const comparison = compare([], [judgedLeak, falseAlarm], "definite");
  expect(comparison.lost).toEqual([judgedLeak]);
  expect(keptAfter(comparison)).toEqual([judgedLeak]);
});

test("a run at definite neither loses nor forgets what was judged at maybe", () => {
  const perhaps: Golden = { ...judgedLeak, tier: "maybe" };
  const comparison = compare([], [perhaps], "definite");
  expect(comparison.lost).toEqual([]);
  expect(keptAfter(comparison)).toEqual([perhaps]);
  expect(compare([], [perhaps], "maybe").lost).toEqual([perhaps]);
});

test("what is written is read back in the order of the source", async () => {
  const folder = mkdtempSync(join(tmpdir(), "freehold-golden-"));
  try {
    const path = join(folder, "store.jsonl");
    const later: Golden = { ...judgedLeak, fingerprint: "FH1001/Store.drop/file/1", line: 30 };
    const comparison = compare([{ ...later, line: 30 }, leak], [later, judgedLeak], "definite");
    await writeGolden(path, keptAfter(comparison));
    expect((await readLines<Golden>(path)).map(({ line }) => line)).toEqual([7, 30]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a package without a file has no judgements yet", async () => {
  expect(await readLines("/nowhere/store.jsonl")).toEqual([]);
});
