/** The solver of loans finds what Polonius' rules say, on any facts. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { findConflicts } from "../../src/borrows/conflicts.ts";
import { livenessOf } from "../../src/borrows/liveness.ts";
import { loanOfCaller, solveLoans, type LoanFlow } from "../../src/borrows/solve.ts";
import type { BorrowFacts, StepId } from "../../src/borrows/step.ts";
import { arbitraryFacts } from "./arbitrary-facts.ts";
import { solveNaively } from "./solve-naively.ts";

test("The solver finds the same broken loans and the same escapes as the naive solver", () => {
  fc.assert(
    fc.property(arbitraryFacts(), (facts) => {
      const liveness = livenessOf(facts);
      const flow = solveLoans(facts, liveness);
      const { broken, escaped } = solveNaively(facts);
      const found = findConflicts(facts, liveness, flow);
      expect(new Set(found.map(({ access }) => access))).toEqual(new Set(broken.keys()));
      for (const { access, loan } of found) expect(broken.get(access)).toContain(loan.id);
      expect(escapesOf(facts, flow)).toEqual(escaped);
    }),
    { numRuns: 400 },
  );
});

test("Random facts break loans now and then, and not always", () => {
  const samples = fc.sample(arbitraryFacts(), { numRuns: 100, seed: 1 });
  const broken = samples.filter((facts) => solveNaively(facts).broken.size > 0);
  expect(broken.length).toBeGreaterThan(10);
  expect(broken.length).toBeLessThan(90);
});

function escapesOf({ steps, loans, types }: BorrowFacts, flow: LoanFlow): ReadonlySet<string> {
  const { regions } = types.universals;
  const callers = regions.map((_, index) => loanOfCaller(loans.length, index));
  const held = steps.flatMap((_, step) => {
    const state = flow.during(step as StepId);
    return regions.flatMap((into) => callers.filter((loan) => state.get(into)?.loans.has(loan)).map((loan) => `${into} holds ${loan}`));
  });
  return new Set(held);
}
