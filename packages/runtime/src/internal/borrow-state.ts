/** The state that a `RefCell` shares with its guards: its value, and who borrows it. */

import { checked, here } from "#checks";
import { BorrowError, BorrowMutError, DroppedError } from "./errors.ts";

/**
 * borrows > 0: that many shared borrows. 0: none. -1: one exclusive borrow, however many guards `mapSplit` made of it count further down.
 *
 * The functions below are the only ones that write it.
 */
export interface BorrowState<T> {
  value: T;
  borrows: number;
  /** Where each live borrow was taken, the oldest first. Checked builds only. */
  readonly places: Borrowed[] | undefined;
}

/** One live borrow. An object, so that two borrows of one line can be told apart. */
export interface Borrowed {
  readonly place: string | undefined;
}

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

/** Takes a shared borrow; whether it could. */
export function share(state: BorrowState<unknown>): boolean {
  if (state.borrows < 0) return false;
  state.borrows += 1;
  return true;
}

/** Takes the exclusive borrow; whether it could. */
export function exclude(state: BorrowState<unknown>): boolean {
  if (state.borrows !== 0) return false;
  state.borrows = -1;
  return true;
}

/** Gives a shared borrow back. */
export function unshare(state: BorrowState<unknown>, borrowed: Borrowed | undefined): void {
  state.borrows -= 1;
  if (counted) forgetPlace(state, borrowed);
}

/** Gives an exclusive borrow back. */
export function unexclude(state: BorrowState<unknown>, borrowed: Borrowed | undefined): void {
  state.borrows += 1;
  if (counted) forgetPlace(state, borrowed);
}

/** Remembers where a borrow that was just taken was taken; `undefined` in lean builds. */
export function rememberPlace(state: BorrowState<unknown>): Borrowed | undefined {
  if (!counted) return undefined;
  const borrowed = { place: here() };
  state.places?.push(borrowed);
  return borrowed;
}

/** What a shared borrow throws while an exclusive one lives. */
export function alreadyMutablyBorrowed(state: BorrowState<unknown>): BorrowError {
  return new BorrowError("already mutably borrowed: drop the exclusive borrow first", state.places?.[0]?.place);
}

/** What an exclusive borrow throws while any other lives. */
export function alreadyBorrowed(state: BorrowState<unknown>): BorrowMutError {
  const kind =
    state.borrows < 0 ? "already mutably borrowed: drop the exclusive borrow first" : "already borrowed: drop the shared borrow first";
  return new BorrowMutError(kind, state.places?.[0]?.place);
}

/** What using a guard throws after its end. */
export function endedGuard(type: string, borrowed: Borrowed | undefined): DroppedError {
  return new DroppedError(`this \`${type}\` has ended, and its borrow may have: borrow the cell again`, borrowed?.place);
}

function forgetPlace(state: BorrowState<unknown>, borrowed: Borrowed | undefined): void {
  const index = borrowed === undefined ? -1 : (state.places?.indexOf(borrowed) ?? -1);
  if (index !== -1) state.places?.splice(index, 1);
}
