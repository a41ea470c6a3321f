/** The checked heap: what rustc accepts runs without a violation, and most of what it rejects does not. */

import { expect, test } from "vitest";
import { randomFrom } from "./src/random.ts";
import { violationIn, violationOf } from "./src/run.ts";
import { readVerdicts, storedPrograms } from "./src/stored.ts";
import { whole, type Statements } from "./src/ir.ts";

const { verdicts } = readVerdicts();
const judged = storedPrograms().map((program, index) => ({ program, accepted: verdicts[index]!.length === 0 }));

test("what rustc accepts runs without a violation", () => {
  const found = judged.filter(({ program, accepted }) => accepted && violationIn(program) !== undefined);
  expect(found).toEqual([]);
});

test("most of what rustc rejects is seen when it runs", () => {
  const rejected = judged.filter(({ accepted }) => !accepted);
  const seen = rejected.filter(({ program }) => violationIn(program) !== undefined);
  expect(seen.length).toBeGreaterThan(rejected.length / 2);
});

const consume: Statements[number] = { kind: "do", value: { kind: "call", name: "consume", values: [{ kind: "use", place: whole("x") }] } };
const bump: Statements[number] = { kind: "do", value: { kind: "method", on: whole("x"), name: "bump", values: [] } };

test.for([
  ["used after it was moved", [consume, bump]],
  [undefined, [bump, consume]],
] as const)("a run ends with: %s", ([told, body]) => {
  const parameters = [{ name: "x", type: { kind: "own", name: "Item" } }] as const;
  expect(violationOf({ lifetimes: [], parameters, body }, randomFrom(1))).toBe(told);
});
