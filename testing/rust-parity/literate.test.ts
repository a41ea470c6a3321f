/** The literate suite: what the checker says about each TypeScript block is what rustc says about the Rust block beside it. */

import { describe, expect, test } from "vitest";
import { compare } from "@freehold/spec-kit/compare";
import { expectationsOf } from "@freehold/spec-kit/expectation";
import { updating } from "@freehold/spec-kit/update";
import { askChecker } from "./src/checker.ts";
import { knownMisses, writeKnownMisses } from "./src/known-misses.ts";
import { literatePairs, type Pair } from "./src/literate.ts";
import { asMove, nameOf } from "./src/report.ts";

const pairs = literatePairs();
const told = askChecker(pairs.map(({ typescript }) => typescript));
const mismatches = pairs.map((pair, index) => mismatchOf(pair, told[index]!));
const known = knownMisses();

if (updating) writeKnownMisses(pairs.flatMap(({ document, title }, index) => ({ document, title, mismatch: mismatches[index]! })));

describe.for([...new Set(pairs.map(({ document }) => document))])("%s", (document) => {
  const own = pairs.flatMap(({ document: at, title }, index) => (at === document ? { title, mismatch: mismatches[index]! } : []));
  test.for(own)("$title", ({ title, mismatch }) => {
    if (!updating) expect(mismatch).toBe(known.get(`${document}: ${title}`) ?? "");
  });
});

test("no two pairs of a document have the same title", () => {
  const titles = pairs.map(({ document, title }) => `${document}: ${title}`);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

test("both blocks of a pair expect the same, but for the deliberate differences", () => {
  const different = pairs.filter(({ document }) => document !== "differences.md").filter((pair) => !agrees(pair));
  expect(different.map(({ document, title }) => `${document}: ${title}`)).toEqual([]);
});

test("every known miss is of a pair", () => {
  const titles = new Set(pairs.map(({ document, title }) => `${document}: ${title}`));
  expect([...known.keys()].filter((title) => !titles.has(title))).toEqual([]);
});

/** In one line; empty if the checker says what the block expects. */
function mismatchOf({ typescript }: Pair, findings: (typeof told)[number]): string {
  const seen = findings.map(({ name, message, line }) => ({ name, message, line, level: "error" as const, file: "", labels: [] }));
  return compare(expectationsOf(typescript), seen)
    .map(({ line, text }) => `line ${line}: ${text}`)
    .join("; ");
}

function agrees({ reports, typescript }: Pair): boolean {
  const rust = new Set(reports.map(({ code }) => nameOf(code)));
  const names = new Set(expectationsOf(typescript).map(({ name }) => asMove(name)));
  return rust.size === names.size && [...rust].every((name) => names.has(name));
}
