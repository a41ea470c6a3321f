/**
 * Looks at words that nobody ever changes. It does not matter what others do before or after such a look, so it belongs to the step before
 * it: that leaves out many states, and none in which a fault could be seen.
 *
 * Which words those are is a guess: all that nobody has changed so far. Where it turns out wrong, the exploration begins again and knows.
 */

import { makeMove, standing, type World } from "./move.ts";
import { after, type Position } from "./position.ts";
import { placeInQueue, wordIn, type Row } from "./state.ts";

export interface Constants {
  /** Words that somebody changes. */
  readonly changed: Set<number>;
  /** Words that were taken for constant. */
  readonly taken: Set<number>;
}

/** A word was taken for constant and is not. */
export class NotConstant extends Error {
  override name = "NotConstant";
}

/** A thread that looks at a constant for ever is left to others after so many looks. */
const mostLooks = 64;

/** Goes on with a thread as long as it only looks at constants, and does nothing by it that a proof could see. */
export function lookOn(constants: Constants, world: World, row: Row, thread: number): void {
  for (let left = mostLooks; left > 0; left--) {
    const position = placeInQueue(row, thread) === 0 ? standing(world, row, thread) : undefined;
    if (position === undefined || !looksAtConstant(constants, world, row, position)) return;
    makeMove(world, row, thread, "run");
  }
}

/** To be told of every change. */
export function noteChange({ changed, taken }: Constants, address: number): void {
  if (changed.has(address)) return;
  changed.add(address);
  if (taken.has(address)) throw new NotConstant();
}

function looksAtConstant({ changed, taken }: Constants, world: World, row: Row, position: Position): boolean {
  const { operation, waitedOn } = position;
  if ((operation?.kind !== "load" && operation?.kind !== "read") || changed.has(operation.address)) return false;
  // Who dies right after a wait is asked for what it waited.
  if (waitedOn !== undefined) return false;
  if (after(world.positions, position, wordIn(world.layout, row, operation.address)).effects.length > 0) return false;
  taken.add(operation.address);
  return true;
}
