/** Finds what a closure is lent for one call and leaves behind: in a variable around it, or in a result that may be anything. */

import type { Span } from "@freehold/diagnostics/span";
import { returnPlace } from "@freehold/mir/return-place";
import { loanOfCaller, type LoanFlow } from "./solve.ts";
import type { BorrowFacts, StepId } from "./step.ts";
import { regionsOf, type RegionId } from "./type.ts";

/** Where each lifetime that is lent for a call leaves it first. */
export function leftBehind({ types, steps, loans }: BorrowFacts, flow: LoanFlow): ReadonlyMap<RegionId, Span> {
  const { lent, regions } = types.universals;
  const found = new Map<RegionId, Span>();
  if (lent.size === 0) return found;
  const result = types.localType(returnPlace);
  const beyond = result.kind === "parameter" ? [...types.around, ...regionsOf(result)] : types.around;
  steps.forEach(({ subsets, span }, id) => {
    if (subsets.length === 0) return;
    const state = flow.during(id as StepId);
    for (const region of lent) {
      const loan = loanOfCaller(loans.length, regions.indexOf(region));
      if (!found.has(region) && beyond.some((into) => state.get(into)?.loans.has(loan) === true)) found.set(region, span);
    }
  });
  return found;
}
