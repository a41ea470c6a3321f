/**
 * Finds the accesses that break a loan which somebody still holds.
 *
 * An access breaks a loan when their places overlap and one of the two is exclusive. Writing or ending a place leaves alone what
 * was lent through a reference in it: that lies elsewhere.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { LocalId } from "@freehold/mir/body";
import { hasBit } from "@freehold/mir/dataflow/bit-set";
import { returnPlace } from "@freehold/mir/return-place";
import { staticRegion } from "./instantiate.ts";
import type { Liveness } from "./liveness.ts";
import { isPrefix, overlaps, type PathStep } from "./place.ts";
import { nextUse, type NextUse } from "./next-use.ts";
import type { LoanFlow, RegionState } from "./solve.ts";
import { regionsOf } from "./type.ts";
import type { Access, BorrowFacts, Loan, StepId } from "./step.ts";

export interface Conflict {
  readonly access: Access;
  readonly loan: Loan;
  readonly use: NextUse;
  /** Where the borrow of a variable's own value is returned, if it is. */
  readonly returned: Span | undefined;
}

export function findConflicts(facts: BorrowFacts, liveness: Liveness, flow: LoanFlow): readonly Conflict[] {
  if (facts.loans.length === 0) return [];
  const found: Conflict[] = [];
  const lent = loansByLocal(facts);
  facts.steps.forEach(({ accesses, writes, successors }, id) => {
    const step = id as StepId;
    for (const access of accesses) {
      const isHeld = (loan: Loan): boolean => holds(flow.before[id]!, loan, (region) => hasBit(liveness.regions[id]!, region));
      const loan = lent.get(access.place.local)?.find((each) => breaks(access, each) && isHeld(each));
      if (loan !== undefined) found.push(...broken(facts, access, loan, step, liveness, flow));
    }
    for (const access of writes) {
      const isLive = (region: number): boolean => successors.some((next) => hasBit(liveness.regions[next]!, region));
      const loan = lent.get(access.place.local)?.find((each) => breaks(access, each) && holds(flow.during(step), each, isLive));
      if (loan !== undefined) found.push(...broken(facts, access, loan, step, liveness, flow));
    }
  });
  return found;
}

/** The end of what a closure captured, while the closure is kept by somebody outside. */
export function outlivesCapture({ access, loan, use }: Conflict): boolean {
  return access.how === "end" && loan.by === "closure" && use.kind === "caller";
}

function loansByLocal({ loans }: BorrowFacts): ReadonlyMap<LocalId, readonly Loan[]> {
  const found = new Map<LocalId, Loan[]>();
  for (const loan of loans) {
    const known = found.get(loan.place.local);
    if (known === undefined) found.set(loan.place.local, [loan]);
    else known.push(loan);
  }
  return found;
}

function holds(state: RegionState, { id }: Loan, isLive: (region: number) => boolean): boolean {
  for (const [region, { loans }] of state) if (loans.has(id) && isLive(region)) return true;
  return false;
}

function broken(facts: BorrowFacts, access: Access, loan: Loan, step: StepId, liveness: Liveness, flow: LoanFlow): readonly Conflict[] {
  if (isToldByKeeping(access, loan, flow.before[step]!)) return [];
  const use = nextUse(facts, loan, step, liveness, flow);
  const isOwn = loan.place.path.every(({ kind }) => kind !== "deref");
  return [{ access, loan, use, returned: use.kind === "caller" && isOwn ? returnOf(facts, loan, flow) : undefined }];
}

/** A closure that is kept for ever is told where it is handed over; that nobody else can have what it captured follows from it. */
function isToldByKeeping({ how }: Access, loan: Loan, before: RegionState): boolean {
  const leaves = how === "move" || how === "write" || how === "end";
  return !leaves && loan.by === "closure" && before.get(staticRegion)?.loans.has(loan.id) === true;
}

function returnOf({ steps, values, types }: BorrowFacts, loan: Loan, flow: LoanFlow): Span | undefined {
  const regions = regionsOf(types.localType(returnPlace));
  const found = steps.findIndex(
    ({ defines, uses }, id) =>
      defines === (returnPlace as number) &&
      (uses.some((value) => regionsOf(values[value]!).some((region) => flow.before[id]!.get(region)?.loans.has(loan.id) === true)) ||
        regions.some(
          (region) =>
            flow
              .during(id as StepId)
              .get(region)
              ?.loans.has(loan.id) === true,
        )),
  );
  return steps[found]?.span;
}

export function breaks({ place, how }: Access, loan: Loan): boolean {
  if (!overlaps(place, loan.place)) return false;
  switch (how) {
    case "read":
    case "test":
    case "shared":
      return loan.how === "exclusive";
    case "reserve":
      return loan.how !== "shared";
    case "exclusive":
    case "activate":
    case "move":
      return true;
    case "write":
      return isPrefix(loan.place, place) || loan.place.path.slice(place.path.length).every(({ kind }) => kind !== "deref");
    case "end":
      return isPrefix(loan.place, place) || endReaches(loan.place.path.slice(place.path.length));
  }
}

/** What is behind a reference outlives the reference, unless a destructor on the way may look there. */
function endReaches(path: readonly PathStep[]): boolean {
  for (const step of path) {
    if (step.kind === "deref") return false;
    if (step.of.kind === "class" && step.of.of.disposable) return true;
  }
  return true;
}
