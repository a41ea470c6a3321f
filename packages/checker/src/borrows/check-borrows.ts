/** The borrow checker from end to end: one body of strict code in, everything that is wrong with its borrows out. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Local } from "@freehold/mir/body";
import { leftBehind } from "./beyond-call.ts";
import { stepsOf } from "./collect.ts";
import { findConflicts, type Conflict } from "./conflicts.ts";
import { findEscapes, type Escape } from "./escapes.ts";
import { floatingPromises } from "./floating.ts";
import { livenessOf, type Liveness } from "./liveness.ts";
import { usesAfterMove, type UseAfterMove } from "./moves.ts";
import { movesOut, type MovedOut } from "./moved-out.ts";
import { solveLoans, type LoanFlow } from "./solve.ts";
import type { Access, BorrowFacts, PlainFault } from "./step.ts";
import type { StrictCode } from "./strict-code.ts";
import { usesBeforeSet } from "./uninitialised.ts";

export interface BorrowReport {
  readonly facts: BorrowFacts;
  readonly conflicts: readonly Conflict[];
  readonly moved: readonly UseAfterMove[];
  readonly escapes: readonly Escape[];
  /** Where a closure keeps what one call of it was lent. */
  readonly leftBehind: readonly Span[];
  readonly faults: readonly PlainFault[];
  readonly movedOut: readonly MovedOut[];
  readonly unset: readonly Access[];
  readonly floating: readonly Local[];
}

/** Where the loans of a body are. */
export interface Solved {
  readonly facts: BorrowFacts;
  readonly liveness: Liveness;
  readonly flow: LoanFlow;
}

/** Absent for code that did not opt in. */
export function solveBorrows(code: StrictCode, body: Body): Solved | undefined {
  const types = code.typesOf(body);
  if (types === undefined) return undefined;
  const facts = stepsOf(types);
  const liveness = livenessOf(facts);
  return { facts, liveness, flow: solveLoans(facts, liveness) };
}

/** Absent for code that did not opt in. */
export function checkBorrows(code: StrictCode, body: Body): BorrowReport | undefined {
  const solved = solveBorrows(code, body);
  if (solved === undefined) return undefined;
  const { facts, liveness, flow } = solved;
  return {
    facts,
    conflicts: once(
      findConflicts(facts, liveness, flow),
      ({ access }) => `${access.span.start} ${access.place.local} ${access.how === "end"}`,
    ),
    moved: once(usesAfterMove(facts), ({ move, access }) => `${move} ${access.place.local}`),
    escapes: findEscapes(facts, flow),
    leftBehind: [...leftBehind(facts, flow).values()],
    faults: facts.faults,
    movedOut: [...facts.faults.filter((fault) => fault.kind === "moved-out"), ...movesOut(facts)],
    unset: usesBeforeSet(facts),
    floating: floatingPromises(facts, liveness, flow),
  };
}

/** A fault is told where it is met first. */
function once<Found>(found: readonly Found[], keyOf: (each: Found) => string): readonly Found[] {
  return [...new Map(found.toReversed().map((each) => [keyOf(each), each])).values()].toReversed();
}
