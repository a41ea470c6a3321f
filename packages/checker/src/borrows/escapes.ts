/** Finds what a lifetime of the signature may come to hold though nobody promised it: another one's borrows. */

import type { LoanFlow } from "./solve.ts";
import { loanOfCaller } from "./solve.ts";
import type { BorrowFacts, StepId } from "./step.ts";
import type { Span } from "@freehold/diagnostics/span";
import { staticRegion } from "./instantiate.ts";
import type { RegionId } from "./type.ts";
import { outlives } from "./universals.ts";

export interface Escape {
  readonly from: RegionId;
  readonly into: RegionId;
  readonly span: Span;
}

/** Each pair once, at the first step that lets it through. */
export function findEscapes(facts: BorrowFacts, flow: LoanFlow): readonly Escape[] {
  const { types, steps, loans } = facts;
  const { universals } = types;
  const found = new Map<string, Escape>();
  // What the result borrows is unknown then, and said.
  if (universals.regions.length < 2 || universals.missesLifetime) return [];
  steps.forEach(({ subsets, span }, id) => {
    if (subsets.length === 0) return;
    const state = flow.during(id as StepId);
    for (const into of universals.regions) {
      const held = state.get(into)?.loans;
      if (held === undefined) continue;
      universals.regions.forEach((from, index) => {
        const key = `${from} ${into}`;
        if (found.has(key) || !held.has(loanOfCaller(loans.length, index)) || outlives(universals, from, into)) return;
        if (into === staticRegion && universals.captured.has(from)) return;
        found.set(key, { from, into, span });
      });
    }
  });
  return [...found.values()];
}
