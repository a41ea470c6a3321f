/**
 * What today's rustc rejects though Polonius' rules accept it: its older rules (NLL) do not ask where one region flows into another,
 * only whether it does so anywhere. The checker follows Polonius, so a program that only these rules reject is no difference.
 */

import { solveBorrows, type Solved } from "@freehold/checker/borrows/check-borrows";
import { breaks } from "@freehold/checker/borrows/conflicts";
import { overwritten } from "@freehold/checker/borrows/overwritten";
import type { Loan, StepId } from "@freehold/checker/borrows/step";
import type { RegionId } from "@freehold/checker/borrows/type";
import { openSession } from "@freehold/checker/summaries/session";
import { hasBit } from "@freehold/mir/dataflow/bit-set";
import { withProgram } from "./checker.ts";
import { preludes } from "./prelude.ts";

/** The text stands behind the prelude. */
export function isRejectedByNll(text: string): boolean {
  return withProgram([`${preludes().typescript}${text}\n`], (program) => {
    const { strictCode } = openSession(program, []);
    return program.bodies.some((body) => {
      const solved = solveBorrows(strictCode, body);
      return solved !== undefined && solved.facts.loans.some((loan) => isBroken(solved, loan));
    });
  });
}

function isBroken(solved: Solved, loan: Loan): boolean {
  const { steps } = solved.facts;
  const lasts = lastsAt(solved, loan.region);
  const inScope = scopeOf(solved, loan, lasts);
  return steps.some(
    ({ accesses, writes, successors }, step) =>
      inScope.has(step as StepId) &&
      (accesses.some((access) => breaks(access, loan)) || (successors.some(lasts) && writes.some((access) => breaks(access, loan)))),
  );
}

/** Before which steps the region must still hold: where it, or anything that it flows into anywhere, is live. */
function lastsAt({ facts: { steps }, liveness }: Solved, start: RegionId): (step: StepId) => boolean {
  const reached = new Set<RegionId>([start]);
  for (const region of reached) {
    for (const { subsets } of steps) for (const { from, to } of subsets) if (from === region) reached.add(to);
  }
  return (step) => [...reached].some((region) => hasBit(liveness.regions[step]!, region));
}

/** The steps before which the loan is there: from where it is made to where its region ends, or its place is reached no more. */
function scopeOf({ facts }: Solved, loan: Loan, lasts: (step: StepId) => boolean): ReadonlySet<StepId> {
  const { steps } = facts;
  const found = new Set<StepId>();
  for (const { issues, successors } of steps) if (issues.includes(loan.id)) for (const next of successors) if (lasts(next)) found.add(next);
  for (const step of found) {
    if (overwritten(facts, steps[step]!).has(loan.id)) continue;
    for (const next of steps[step]!.successors) if (lasts(next)) found.add(next);
  }
  return found;
}
