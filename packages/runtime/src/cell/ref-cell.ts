/** A value behind borrows that are checked at run time: `std::cell::RefCell`. */

import { checked } from "#checks";
import {
  alreadyBorrowed,
  alreadyMutablyBorrowed,
  exclude,
  rememberPlace,
  share,
  unexclude,
  unshare,
  type BorrowState,
} from "../internal/borrow-state.ts";
import { cloneValue } from "../internal/clone.ts";
import { disarm, dropNext, dropValue, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { BorrowMutError, type MisuseError } from "../internal/errors.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import { placeOf } from "../internal/place-of.ts";
import type { MutRef } from "../mut-ref.ts";
import { RefGuard } from "./ref-guard.ts";
import { RefMutGuard } from "./ref-mut-guard.ts";

/**
 * Holds a value that many may read or one may change at a time; who asks for more gets an error instead of a surprise.
 *
 * Danger: a guard that is never dropped keeps the cell borrowed for ever: bind it with `using`, or use `with` and `withMut`, which
 * need no guard. A borrow that is live across `await` meets every other task.
 *
 * Cost: 88 bytes; a guard 48 more; `with` and `withMut` allocate nothing in lean builds. A conflicting borrow throws `BorrowError` or
 * `BorrowMutError`, which name the place of the live borrow in checked builds; use after `intoInner` `MovedError`, after its drop
 * `DroppedError`. Dropping it while it is borrowed throws `BorrowMutError` and drops nothing.
 *
 * Source: `std::cell::RefCell`.
 *
 * @example
 * ```ts
 * import { Rc, RefCell } from "freehold";
 * using counter = Rc.new(RefCell.new(0));
 * using forUi = counter.clone();
 * using forLogic = counter.clone();
 * forUi.get().withMut((score) => { score.value += 1; });
 * {
 *   using score = forLogic.get().borrowMut();
 *   score.value += 5;
 * }
 * using score = counter.get().borrow();
 * assert.equal(score.value, 6);
 * ```
 */
export class RefCell<T> implements Owner, Disposable {
  readonly #state: BorrowState<T>;
  #end: End | undefined;

  private constructor(value: T) {
    this.#state = { value, borrows: 0, places: checked ? [] : undefined };
    this.#end = undefined;
  }

  /** A cell of `value`, which the cell owns from now on. */
  static new<T>(value: T): RefCell<T> {
    return new RefCell(value);
  }

  /** Borrows the content to read it. Throws `BorrowError` while it is borrowed exclusively. */
  borrow(): RefGuard<T> {
    const state = RefCell.#live("borrow", this);
    if (!share(state)) throw alreadyMutablyBorrowed(state);
    return new RefGuard(state.value, state, rememberPlace(state));
  }

  /** As `borrow`, but gives `undefined` while the content is borrowed exclusively. */
  tryBorrow(): RefGuard<T> | undefined {
    const state = RefCell.#live("tryBorrow", this);
    return share(state) ? new RefGuard(state.value, state, rememberPlace(state)) : undefined;
  }

  /** Borrows the content to change it. Throws `BorrowMutError` while it is borrowed in any way. */
  borrowMut(): RefMutGuard<T> {
    const state = RefCell.#live("borrowMut", this);
    if (!exclude(state)) throw alreadyBorrowed(state);
    return new RefMutGuard<T>(state, state, rememberPlace(state));
  }

  /** As `borrowMut`, but gives `undefined` while the content is borrowed in any way. */
  tryBorrowMut(): RefMutGuard<T> | undefined {
    const state = RefCell.#live("tryBorrowMut", this);
    return exclude(state) ? new RefMutGuard<T>(state, state, rememberPlace(state)) : undefined;
  }

  /** Reads the content within `use` only. Throws `BorrowError` while it is borrowed exclusively, and what `use` throws. */
  with<R>(use: (value: T) => R): R {
    expectFunction("RefCell.with", use);
    return RefCell.#shared("with", this, use);
  }

  /** Changes the content within `use` only. Throws `BorrowMutError` while it is borrowed in any way, and what `use` throws. */
  withMut<R>(use: (content: MutRef<T>) => R): R {
    expectFunction("RefCell.withMut", use);
    return RefCell.#exclusively("withMut", this, use);
  }

  /** Puts another value in and gives the old one to the caller. Throws `BorrowMutError` while it is borrowed. */
  replace(value: T): T {
    return RefCell.#swapIn("replace", this, value);
  }

  /** Puts in what `next` makes of the old value, which goes to the caller. Throws `BorrowMutError` while it is borrowed. */
  replaceWith(next: (content: MutRef<T>) => T): T {
    expectFunction("RefCell.replaceWith", next);
    return RefCell.#exclusively("replaceWith", this, (content) => {
      const value = next(content);
      const old = content.value;
      content.value = value;
      return old;
    });
  }

  /** Gives the content to the caller and leaves `undefined`. Throws `BorrowMutError` while it is borrowed. */
  take(this: RefCell<T | undefined>): T | undefined {
    return RefCell.#swapIn("take", this, undefined);
  }

  /** Exchanges the contents of two cells. Throws `BorrowMutError` while either is borrowed, and for a cell with itself. */
  swap(other: RefCell<T>): void {
    const state = RefCell.#unborrowed("swap", this);
    const { value } = state;
    const otherState = RefCell.#unborrowed("swap", other);
    if (state === otherState) throw new BorrowMutError("a `RefCell` cannot be swapped with itself: it would be borrowed twice");
    state.value = otherState.value;
    otherState.value = value;
  }

  /** The content's place, with no guard: for whoever knows that nobody else has the cell. Throws `BorrowMutError` while it is borrowed. */
  getMut(): MutRef<T> {
    const state = RefCell.#unborrowed("getMut", this);
    if (!checked) return state;
    return placeOf(
      () => RefCell.#unborrowed("getMut", this).value,
      (value) => RefCell.#swapIn("getMut", this, value),
    );
  }

  /** A cell of a clone of the content. Throws `BorrowError` while it is borrowed exclusively. */
  clone(): RefCell<T> {
    return RefCell.#shared("clone", this, (value) => new RefCell(cloneValue(value)));
  }

  /** Moves the content out; the cell is used up. Throws `BorrowMutError` while it is borrowed. */
  intoInner(): T {
    const state = RefCell.#unborrowed("intoInner", this);
    this.#end = movedHere();
    return state.value;
  }

  /** Drops the content. Throws what its destructors throw. */
  [Symbol.dispose](): void {
    if (RefCell.#endOf("[Symbol.dispose]", this) === undefined) dropValue(RefCell.#finish(this, droppedHere()));
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#end === undefined) dropNext(walk, RefCell.#finish(this, droppedAt(walk.place)));
  }

  /** @internal */
  [disarm](): void {
    this.#end ??= movedHere();
  }

  static #finish<T>(cell: RefCell<T>, end: End): T {
    const { value } = RefCell.#unborrowed("[Symbol.dispose]", cell);
    cell.#end = end;
    return value;
  }

  static #shared<T, R>(method: string, cell: RefCell<T>, use: (value: T) => R): R {
    const state = RefCell.#live(method, cell);
    if (!share(state)) throw alreadyMutablyBorrowed(state);
    const borrowed = rememberPlace(state);
    try {
      return use(state.value);
    } finally {
      unshare(state, borrowed);
    }
  }

  static #exclusively<T, R>(method: string, cell: RefCell<T>, use: (content: MutRef<T>) => R): R {
    const state = RefCell.#live(method, cell);
    if (!exclude(state)) throw alreadyBorrowed(state);
    const borrowed = rememberPlace(state);
    if (checked) return RefCell.#throughGuard(new RefMutGuard<T>(state, state, borrowed), use);
    try {
      return use(state);
    } finally {
      unexclude(state, borrowed);
    }
  }

  /** What `use` is lent is dead afterwards, as no lifetime says here. */
  static #throughGuard<T, R>(guard: RefMutGuard<T>, use: (content: MutRef<T>) => R): R {
    try {
      return use(guard);
    } finally {
      guard[Symbol.dispose]();
    }
  }

  static #swapIn<T>(method: string, cell: RefCell<T>, value: T): T {
    const state = RefCell.#unborrowed(method, cell);
    const old = state.value;
    state.value = value;
    return old;
  }

  static #unborrowed<T>(method: string, cell: RefCell<T>): BorrowState<T> {
    const state = RefCell.#live(method, cell);
    if (state.borrows !== 0) throw alreadyBorrowed(state);
    return state;
  }

  static #live<T>(method: string, cell: RefCell<T>): BorrowState<T> {
    const end = RefCell.#endOf(method, cell);
    if (end !== undefined) throw afterEnd("RefCell", end);
    return cell.#state;
  }

  static #endOf(method: string, received: RefCell<unknown>): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#end;
    } catch {
      throw notACell(method, received);
    }
  }
}

/** By itself, so that the fast paths stay short enough to be inlined. */
function notACell(method: string, received: unknown): MisuseError {
  return wrongReceiver(`RefCell.${method}`, "RefCell", received);
}
