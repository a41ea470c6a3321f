/** How long each loan of a body lasts: who looks into it last, or which lifetime of the caller it is kept for. */

import type { Span } from "@freehold/diagnostics/span";
import type { Solved } from "./check-borrows.ts";
import { holdsLoan, isHeld } from "./next-use.ts";
import type { Loan, StepId } from "./step.ts";
import type { RegionId } from "./type.ts";

export interface LoanUse {
  readonly loan: Loan;
  /** Behind these nobody can use it any more; none where nobody ever does. */
  readonly last: readonly Span[];
  /** The lifetime that it must last for. */
  readonly kept: RegionId | undefined;
}

export function loanUses({ facts, liveness, flow }: Solved): readonly LoanUse[] {
  const { steps, loans, types } = facts;
  return loans.map((loan): LoanUse => {
    const last = steps.flatMap(({ uses, drops, span, successors }, id) => {
      const step = id as StepId;
      const isUse = [...uses, ...drops].some((value) => holdsLoan(facts, step, value, loan, flow));
      return isUse && !successors.some((next) => isHeld(loan, next, liveness, flow)) ? [span] : [];
    });
    const kept = types.universals.regions.find((region) => flow.before.some((state) => state.get(region)?.loans.has(loan.id) === true));
    return { loan, last, kept };
  });
}
