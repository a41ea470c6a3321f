/**
 * What may never have been set.
 *
 * Question: before this step, which variables are there and may have got no value yet?
 * Direction and lattice: forward; sets of variables, joined by union.
 * Transfer: a variable that is set to `undefined` joins, one that gets another value as a whole leaves.
 * Invariants: only variables whose written type has no `undefined` in it count; in TypeScript all others are set from the start.
 */

import type { LocalId } from "@freehold/mir/body";
import type { DeclaredType } from "@freehold/mir/declared";
import { addBit, emptyBits, hasBit, removeBit } from "@freehold/mir/dataflow/bit-set";
import { flowForward } from "./flow.ts";
import type { Access, BorrowFacts } from "./step.ts";
import type { BodyTypes } from "./typing.ts";

/** Each variable once, where it is used first. */
export function usesBeforeSet({ steps, types }: BorrowFacts): readonly Access[] {
  const { locals } = types.body;
  const watched = new Set(locals.flatMap(({ id }) => (isWatched(types, id) ? [id] : [])));
  if (watched.size === 0) return [];
  const before = flowForward(steps, emptyBits(locals.length), (state, id) => {
    const { opens, initialises } = steps[id]!;
    const opened = opens !== undefined && watched.has(opens) ? addBit(state, opens) : state;
    return initialises === undefined || initialises.path.length > 0 ? opened : removeBit(opened, initialises.local);
  });
  const found = new Map<LocalId, Access>();
  steps.forEach(({ accesses, writes }, id) => {
    for (const access of [...accesses, ...writes]) {
      const { local } = access.place;
      if (hasBit(before[id]!, local) && !found.has(local) && needsValue(access)) found.set(local, access);
    }
  });
  return [...found.values()];
}

function isWatched(types: BodyTypes, local: LocalId): boolean {
  const { body, world } = types;
  const { kind } = body.locals[local]!;
  if (kind.kind !== "binding" || kind.declared !== "let") return false;
  const written = world.declarations.locals.get(body.id)?.get(local);
  return written !== undefined && !mayBeNothing(written) && types.localType(local).kind !== "copy";
}

function mayBeNothing(type: DeclaredType): boolean {
  switch (type.kind) {
    case "nothing":
    case "unknown":
      return true;
    case "union":
      return type.parts.some(mayBeNothing);
    case "own":
      return mayBeNothing(type.of);
    default:
      return false;
  }
}

function needsValue({ place, how }: Access): boolean {
  return how === "write" ? place.path.length > 0 : how !== "end";
}
