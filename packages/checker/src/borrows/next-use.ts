/** Why a loan is still held: the nearest step that looks into it, or the caller who will. */

import { hasBit } from "@freehold/mir/dataflow/bit-set";
import type { Span } from "@freehold/diagnostics/span";
import type { Liveness } from "./liveness.ts";
import type { LoanFlow } from "./solve.ts";
import type { BorrowFacts, Loan, StepId } from "./step.ts";
import { regionsOf, type RegionId } from "./type.ts";

export type NextUse =
  | { readonly kind: "use"; readonly span: Span; readonly turn: "this" | "next" }
  /** A destructor at the end of the scope. */
  | { readonly kind: "drop"; readonly span: Span; readonly name: string }
  /** It is in a lifetime of the signature. */
  | { readonly kind: "caller"; readonly region: RegionId }
  | { readonly kind: "unknown" };

export function nextUse(facts: BorrowFacts, loan: Loan, from: StepId, liveness: Liveness, flow: LoanFlow): NextUse {
  const { steps } = facts;
  const start = steps[from]!.span.start;
  const seen = new Set<StepId>(steps[from]!.successors);
  if (usesLoan(facts, from, loan, flow)) return { kind: "use", span: steps[from]!.span, turn: "this" };
  for (const id of seen) {
    const { uses, drops, span, successors } = steps[id]!;
    const holds = (value: number): boolean => holdsLoan(facts, id, value, loan, flow);
    const dropped = drops.find(holds);
    if (dropped !== undefined) return { kind: "drop", span, name: facts.types.body.locals[dropped]?.name ?? "" };
    if (uses.some(holds)) return { kind: "use", span, turn: span.start <= start ? "next" : "this" };
    for (const next of successors) if (isHeld(loan, next, liveness, flow)) seen.add(next);
  }
  const caller = facts.types.universals.regions.find((region) =>
    [...flow.before].some((state) => state.get(region)?.loans.has(loan.id) === true),
  );
  return caller === undefined ? { kind: "unknown" } : { kind: "caller", region: caller };
}

function usesLoan(facts: BorrowFacts, step: StepId, loan: Loan, flow: LoanFlow): boolean {
  return facts.steps[step]!.uses.some((value) => holdsLoan(facts, step, value, loan, flow));
}

export function holdsLoan(facts: BorrowFacts, step: StepId, value: number, loan: Loan, flow: LoanFlow): boolean {
  return regionsOf(facts.values[value]!).some((region) => flow.before[step]!.get(region)?.loans.has(loan.id) === true);
}

export function isHeld(loan: Loan, step: StepId, liveness: Liveness, flow: LoanFlow): boolean {
  for (const [region, { loans }] of flow.before[step]!) {
    if (loans.has(loan.id) && hasBit(liveness.regions[step]!, region)) return true;
  }
  return false;
}
