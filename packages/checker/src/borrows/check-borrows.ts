/** The borrow checker from end to end: one body of strict code in, everything that is wrong with its borrows out. */

import type { Body, BodyId } from "@freehold/mir/body";
import { capturedPlaces, type CapturedPlace } from "./captures.ts";
import { collectSteps } from "./collect.ts";
import { findConflicts, type Conflict } from "./conflicts.ts";
import { findEscapes, type Escape } from "./escapes.ts";
import { livenessOf } from "./liveness.ts";
import { usesAfterMove, type UseAfterMove } from "./moves.ts";
import { solveLoans } from "./solve.ts";
import type { BorrowFacts, PlainFault } from "./step.ts";
import { typeBody, type BodyTypes } from "./typing.ts";
import type { World } from "./world.ts";

export interface BorrowReport {
  readonly facts: BorrowFacts;
  readonly conflicts: readonly Conflict[];
  readonly moved: readonly UseAfterMove[];
  readonly escapes: readonly Escape[];
  readonly faults: readonly PlainFault[];
}

export function checkBorrows(bodies: readonly Body[], world: World, body: Body): BorrowReport {
  const facts = collectSteps(typesOf(bodies, world, body));
  const liveness = livenessOf(facts);
  const flow = solveLoans(facts, liveness);
  return {
    facts,
    conflicts: once(
      findConflicts(facts, liveness, flow),
      ({ access }) => `${access.span.start} ${access.place.local} ${access.how === "end"}`,
    ),
    moved: once(usesAfterMove(facts), ({ move, access }) => `${move} ${access.place.local}`),
    escapes: findEscapes(facts, flow),
    faults: facts.faults,
  };
}

/** A closure sees what the bodies around it have, and they see what it captures. */
function typesOf(bodies: readonly Body[], world: World, body: Body): BodyTypes {
  const around = body.parent === undefined ? undefined : bodies[body.parent];
  const outer = around === undefined || around.kind === "module" ? undefined : typesOf(bodies, world, around);
  return typeBody(bodies, world, body, { outer, capturesOf });

  function capturesOf(of: BodyTypes, closure: BodyId): readonly CapturedPlace[] {
    const inner = bodies[closure];
    if (inner === undefined) return [];
    return capturedPlaces(collectSteps(typeBody(bodies, world, inner, { outer: of, capturesOf })), of.body.id);
  }
}

/** A fault is told where it is met first. */
function once<Found>(found: readonly Found[], keyOf: (each: Found) => string): readonly Found[] {
  return [...new Map(found.toReversed().map((each) => [keyOf(each), each])).values()].toReversed();
}
