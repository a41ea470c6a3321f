/**
 * Which regions somebody may still look into.
 *
 * Question: before this step, which regions stand in the type of a value that may be used later, or dropped while it is there?
 * Direction and lattice: backward; sets of values, joined by union, then turned into the regions of their types.
 * Transfer: a use or a destructor brings a value alive, getting a new value ends the life of the old one; what is not there is not alive.
 * Guarantees: the regions of the function's own signature are live everywhere, as its caller holds them, and so are those of the
 * variables around a closure.
 */

import { addBit, bitsOf, emptyBits, idsOf, intersectBits, removeBit, unionBits, type BitSet } from "@freehold/mir/dataflow/bit-set";
import { flowBackward } from "./flow.ts";
import { maybePresent } from "./moves.ts";
import type { BorrowFacts } from "./step.ts";
import { regionsOf, type RegionId } from "./type.ts";
import type { BodyTypes } from "./typing.ts";

export interface Liveness {
  /** Values, before each step. */
  readonly values: readonly BitSet[];
  /** Regions, before each step. */
  readonly regions: readonly BitSet[];
}

export function livenessOf(facts: BorrowFacts): Liveness {
  const { steps, types } = facts;
  const tracked = facts.values.map((type) => regionsOf(type));
  if (tracked.every(({ length }) => length === 0)) return nothingAlive(facts);
  const used = flowBackward(steps, facts.values.length, (after, id) => {
    const { uses, defines } = steps[id]!;
    let before = defines === undefined ? after : removeBit(after, defines);
    for (const value of uses) if (tracked[value]!.length > 0) before = addBit(before, value);
    return before;
  });
  const dropped = droppedLater(facts);
  const values = dropped === undefined ? used : used.map((live, id) => unionBits(live, dropped[id]!));
  const regions = regionsWithin(values, tracked, heldByOthers(types), types.regionCount());
  return { values, regions };
}

/** Nobody looks at anything that is lent. */
function nothingAlive({ steps, values, types }: BorrowFacts): Liveness {
  const none = emptyBits(values.length);
  const regions = bitsOf(types.regionCount(), heldByOthers(types));
  return { values: steps.map(() => none), regions: steps.map(() => regions) };
}

function heldByOthers({ universals, around }: BodyTypes): readonly RegionId[] {
  return [...universals.regions, ...around];
}

/** Values that are there and that a destructor will look at: a turn of a loop that ends early drops nothing of the turn before. */
function droppedLater(facts: BorrowFacts): readonly BitSet[] | undefined {
  const { steps, values } = facts;
  if (steps.every(({ drops }) => drops.length === 0)) return undefined;
  const present = maybePresent(facts);
  return flowBackward(steps, values.length, (after, id) => {
    const { drops, defines } = steps[id]!;
    let before = defines === undefined ? after : removeBit(after, defines);
    for (const value of drops) before = addBit(before, value);
    return intersectBits(before, present[id]!);
  });
}

/** Steps in a row often have the same values alive, and then share one set. */
function regionsWithin(
  values: readonly BitSet[],
  tracked: readonly (readonly RegionId[])[],
  held: readonly RegionId[],
  count: number,
): readonly BitSet[] {
  let last: { readonly values: BitSet; readonly regions: BitSet } | undefined;
  return values.map((live) => {
    if (last !== undefined && live.words.every((word, index) => word === last!.values.words[index])) return last.regions;
    const regions = emptyBits(count);
    for (const region of held) mark(regions, region);
    for (const value of idsOf(live)) for (const region of tracked[value]!) mark(regions, region);
    last = { values: live, regions };
    return regions;
  });
}

function mark({ words }: BitSet, id: number): void {
  words[id >> 5]! |= 1 << (id & 31);
}
