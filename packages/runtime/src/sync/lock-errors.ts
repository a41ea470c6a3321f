/** What locks throw, in one voice. */

import { load } from "#atomics";
import { BorrowMutError, DeadlockError, PoisonError } from "../internal/errors.ts";
import { cell, type Address } from "../internal/memory-map.ts";

export function lockedAlready(type: string): DeadlockError {
  return new DeadlockError(
    `this thread holds this \`${type}\` already and would wait for itself: drop its guard first, or do both under one guard`,
  );
}

/** `lock` takes it all the same. */
export function poisoned<Guard>({ type }: { readonly type: string }, lock: () => Guard): PoisonError<Guard> {
  return new PoisonError(
    `the last holder of this \`${type}\` failed, and left its value half changed perhaps: look at it through \`error.intoInner()\`, then call \`clearPoison\``,
    lock,
  );
}

export function lockedStill(type: string): BorrowMutError {
  return new BorrowMutError(`this \`${type}\` is dropped while it is locked: drop its guard first`);
}

/** Throws unless nobody else could look at the value. */
export function expectOnlyHandle(address: Address, type: string): void {
  if (load((address >> 2) + cell.handles) === 1) return;
  throw new BorrowMutError(
    `this \`${type}\` has handles elsewhere, which would find nothing: drop them first, or take the value under the lock`,
  );
}
