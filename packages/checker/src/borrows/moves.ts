/**
 * What may have been moved away.
 *
 * Question: before this step, which moves may have left a place without its value?
 * Direction and lattice: forward; sets of moving steps, joined by union.
 * Transfer: a move adds itself; giving a place a value takes away the moves of it and of its parts.
 * Guarantees: a step that uses a place, a part of it or a whole around it, is told every move that may have emptied it.
 * Worked example: after `consume(x.a)` the place `x.b` is there, and `x` as a whole is not; `x.a = make()` brings it back.
 */

import type { Local } from "@freehold/mir/body";
import { addBit, bitsOf, hasBit, emptyBits, idsOf, removeBit, type BitSet } from "@freehold/mir/dataflow/bit-set";
import { flowForward } from "./flow.ts";
import { isPrefix, overlaps } from "./place.ts";
import type { Access, BorrowFacts, StepId } from "./step.ts";

export interface UseAfterMove {
  /** What became of it first, and what happens to it now. */
  readonly kind: "given" | "ended" | "ended-twice";
  readonly access: Access;
  readonly step: StepId;
  /** Some step that moves it; the last one by number. */
  readonly move: StepId;
  /** Whichever way was taken. */
  readonly sure: boolean;
}

export function usesAfterMove(facts: BorrowFacts): readonly UseAfterMove[] {
  const { steps } = facts;
  const moving = steps.flatMap(({ moves }, step) => (moves === undefined || isElement(moves) ? [] : [{ step: step as StepId, moves }]));
  if (moving.length === 0) return [];
  const numbers = new Map(moving.map(({ step }, number) => [step, number]));
  const before = flowForward(steps, emptyBits(moving.length), (state, id) => {
    const { initialises } = steps[id]!;
    let after = state;
    if (initialises !== undefined) {
      for (const number of idsOf(state)) if (isPrefix(initialises, moving[number]!.moves)) after = removeBit(after, number);
    }
    const number = numbers.get(id);
    return number === undefined ? after : addBit(after, number);
  });
  let present: readonly BitSet[] | undefined;
  return steps.flatMap(({ accesses, writes }, id) => {
    if (accesses.length === 0 && writes.length === 0) return [];
    const moved = idsOf(before[id]!).map((number) => moving[number]!);
    return [...accesses, ...writes].flatMap((access): readonly UseAfterMove[] => {
      const move = moved.findLast(({ moves }) => missing(access, moves));
      if (move === undefined) return [];
      const again = access.how === "move" && steps[id]!.moves?.how === "ended" ? "ended-twice" : "ended";
      const kind = move.moves.how === "ended" ? again : "given";
      present ??= maybePresent(facts);
      const sure = !hasBit(present[id]!, access.place.local);
      return [{ kind, access, step: id as StepId, move: move.step, sure }];
    });
  });
}

/** Which values may be there before each step: what is surely gone is not looked at by its destructor. */
export function maybePresent({ steps, values, types: { body } }: BorrowFacts): readonly BitSet[] {
  const given = bitsOf(
    values.length,
    body.locals.filter(({ kind }) => isGiven(kind.kind)).map(({ id }) => id),
  );
  return flowForward(steps, given, (state, id) => {
    const { accesses, moves, settles, defines, initialises } = steps[id]!;
    let after = state;
    if (moves !== undefined && moves.path.length === 0) after = removeBit(after, moves.local);
    if (settles !== undefined) after = removeBit(after, settles);
    for (const { how, place } of accesses) if (how === "end") after = removeBit(after, place.local);
    if (defines !== undefined) after = addBit(after, defines);
    return initialises === undefined ? after : addBit(after, initialises.local);
  });
}

/** It is there before the body begins. */
function isGiven(kind: Local["kind"]["kind"]): boolean {
  return kind !== "binding" && kind !== "temporary" && kind !== "return";
}

/** Which element is gone nobody can tell, and a getter may give another value: taking one out is a fault of its own, unless something else is put there at once. */
function isElement({ path }: Access["place"]): boolean {
  return path.some(({ kind }) => kind === "index" || kind === "accessor");
}

/** A whole local may be given a new value whatever became of the old one; a field needs the rest to be there. */
function missing({ place, how }: Access, moved: Access["place"]): boolean {
  switch (how) {
    case "end":
    case "test":
    case "activate":
      return false;
    case "write":
      return place.path.length > moved.path.length && isPrefix(moved, place);
    case "read":
    case "shared":
    case "exclusive":
    case "reserve":
    case "move":
      return overlaps(place, moved);
  }
}
