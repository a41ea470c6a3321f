/** The stored verdicts: what rustc said about 2,000 generated programs, and how far the checker agrees. */

import { updating } from "@freehold/spec-kit/update";
import { expect, test } from "vitest";
import { judged, verdictsOfChecker } from "./src/judge.ts";
import { knownDifferences, printDifferences, writeKnownDifferences } from "./src/known-differences.ts";
import { digestOf, readVerdicts, storedPrograms } from "./src/stored.ts";
import { countsOf } from "./src/summary.ts";

const programs = storedPrograms();
const { digest, verdicts } = readVerdicts();

test("the verdicts are of the programs that the generator makes", () => {
  expect(digestOf(programs), "run `npm run parity -- --store`").toBe(digest);
});

test("the checker differs from rustc as is known, and not otherwise", () => {
  const found = verdictsOfChecker(programs);
  const told = printDifferences(programs.map((program, index) => judged(program, verdicts[index]!, found[index]!)));
  if (updating) writeKnownDifferences(told);
  expect(knownDifferences()).toBe(told);
});

test("the programs are of many kinds: a third is rejected, for at least 14 faults that are each a hundredth of all", () => {
  const { rejected, codes } = countsOf(
    programs.map((program, index) => ({ program, rust: verdicts[index]!, checker: [], onlyNll: false })),
  );
  expect(rejected).toBeGreaterThan(programs.length / 4);
  expect(codes.filter(([, count]) => count >= rejected / 100).length).toBeGreaterThanOrEqual(14);
});
