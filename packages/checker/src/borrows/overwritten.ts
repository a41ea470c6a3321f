/** Loans that end because the reference they went through points elsewhere from now on, or because the variable itself is gone. */

import { isPrefix } from "./place.ts";
import type { BorrowFacts, LoanId, Step } from "./step.ts";

/** `p = next` ends the loans of `p.field` that went through the old `p`: nobody can reach that place by this path again. */
export function overwritten({ loans, types }: BorrowFacts, { writes, defines, buries }: Step): ReadonlySet<LoanId> {
  if (loans.length === 0) return none;
  if (writes.length === 0 && defines === undefined && buries === undefined) return none;
  const killed = new Set<LoanId>();
  for (const { id, place } of loans) {
    if (place.local === buries) killed.add(id);
    const isBehind = writes.some(
      ({ place: written }) =>
        written.local === place.local && isPrefix(written, place) && place.path[written.path.length]?.kind === "deref",
    );
    const isRedefined =
      defines !== undefined && defines < types.body.locals.length && (place.local as number) === defines && place.path[0]?.kind === "deref";
    if (isBehind || isRedefined) killed.add(id);
  }
  return killed.size === 0 ? none : killed;
}

const none: ReadonlySet<LoanId> = new Set();
