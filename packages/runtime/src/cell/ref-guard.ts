/** A live shared borrow of a `RefCell`: `std::cell::Ref`. */

import { born, checked, died } from "#checks";
import {
  alreadyMutablyBorrowed,
  endedGuard,
  rememberPlace,
  share,
  unshare,
  type Borrowed,
  type BorrowState,
} from "../internal/borrow-state.ts";
import type { MisuseError } from "../internal/errors.ts";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import type { Elided, lentFor, Lifetime } from "../types.ts";

/** Stands for the content in a guard that is over, so that reading asks one field only. */
const ended = Symbol("ended");

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

/**
 * Reads the content of a `RefCell` while it lives. As long as one lives, the cell cannot be borrowed exclusively.
 *
 * Danger: a guard that is never dropped keeps its cell borrowed for ever. Bind it with `using`; do not keep it across `await`. What
 * `value` gave must not outlive the guard.
 *
 * `A` is the lifetime of the cell's borrow, for strict code that has to name it: Rust's `Ref<'a, T>`. Left out, the checker infers it.
 *
 * Cost: 48 bytes. Using it after its drop, or after `RefGuard.map` took it, throws `DroppedError`.
 *
 * Source: `std::cell::Ref` (`Ref` itself names the type of a reference here).
 *
 * @example
 * ```ts
 * import { RefCell, RefGuard } from "freehold";
 * const cell = RefCell.new({ name: "Ada", age: 36 });
 * using name = RefGuard.map(cell.borrow(), (person) => person.name);
 * assert.equal(name.value, "Ada");
 * assert.throws(() => cell.borrowMut(), { name: "BorrowMutError" });
 * ```
 */
export class RefGuard<T, A extends Lifetime = Elided> implements Owner, Disposable {
  declare readonly [lentFor]?: A;

  #value: T | typeof ended;
  #state: BorrowState<unknown> | undefined;
  readonly #borrowed: Borrowed | undefined;

  /** @internal */
  constructor(value: T, state: BorrowState<unknown>, borrowed: Borrowed | undefined) {
    this.#value = value;
    this.#state = state;
    this.#borrowed = borrowed;
    if (counted) born(this, "RefGuard");
  }

  /** Another guard of the same content. */
  static clone<T, A extends Lifetime>(guard: RefGuard<T, A>): RefGuard<T, A> {
    const state = RefGuard.#live("clone", guard);
    // Fails only behind a forged guard: a live shared borrow excludes exclusive ones.
    if (!share(state)) throw alreadyMutablyBorrowed(state);
    return new RefGuard(guard.#value as T, state, rememberPlace(state));
  }

  /** Narrows the guard to a part of the content. The given guard is used up; when `project` throws, it is dropped. */
  static map<T, U, A extends Lifetime>(guard: RefGuard<T, A>, project: (value: T) => U): RefGuard<U, A> {
    expectFunction("RefGuard.map", project);
    const part = RefGuard.#projectOrDrop("map", guard, project);
    return new RefGuard(part, RefGuard.#live("map", guard), RefGuard.#handOver(guard));
  }

  /** As `map`, when `project` finds a part; when it gives `undefined`, the given guard stays as it was. When it throws, it is dropped. */
  static filterMap<T, U, A extends Lifetime>(guard: RefGuard<T, A>, project: (value: T) => U | undefined): RefGuard<U, A> | undefined {
    expectFunction("RefGuard.filterMap", project);
    const part = RefGuard.#projectOrDrop("filterMap", guard, project);
    if (part === undefined) return undefined;
    return new RefGuard(part, RefGuard.#live("filterMap", guard), RefGuard.#handOver(guard));
  }

  /** Splits the guard into two, of two parts. The given guard is used up; when `project` throws, it is dropped. */
  static mapSplit<T, U, V, A extends Lifetime>(
    guard: RefGuard<T, A>,
    project: (value: T) => readonly [U, V],
  ): [RefGuard<U, A>, RefGuard<V, A>] {
    expectFunction("RefGuard.mapSplit", project);
    const [first, second] = RefGuard.#projectOrDrop("mapSplit", guard, project);
    const state = RefGuard.#live("mapSplit", guard);
    const borrowed = RefGuard.#handOver(guard);
    if (!share(state)) throw alreadyMutablyBorrowed(state);
    return [new RefGuard(first, state, borrowed), new RefGuard(second, state, rememberPlace(state))];
  }

  /** The content: `&*guard`. */
  get value(): T {
    // Written out: a private function of the class costs a look at the class on each call.
    try {
      const value = this.#value;
      if (value !== ended) return value;
    } catch {
      throw notAGuard("value", this);
    }
    throw endedGuard("RefGuard", this.#borrowed);
  }

  /** Ends the borrow. */
  [Symbol.dispose](): void {
    let state: BorrowState<unknown> | undefined;
    try {
      state = this.#state;
    } catch {
      throw notAGuard("[Symbol.dispose]", this);
    }
    if (state === undefined) return;
    this.#value = ended;
    this.#state = undefined;
    if (counted) died(this);
    unshare(state, this.#borrowed);
  }

  /** @internal */
  [glue](_walk: DropWalk): void {
    this[Symbol.dispose]();
  }

  /** @internal */
  [disarm](): void {
    if (this.#state !== undefined) RefGuard.#handOver(this);
  }

  /** Ends the guard, not the borrow. */
  static #handOver(guard: RefGuard<unknown>): Borrowed | undefined {
    guard.#value = ended;
    guard.#state = undefined;
    if (counted) died(guard);
    return guard.#borrowed;
  }

  /** `project` may have ended the guard itself: ask whether it lives before its borrow is handed over. */
  static #projectOrDrop<T, U>(method: string, guard: RefGuard<T>, project: (value: T) => U): U {
    RefGuard.#live(method, guard);
    try {
      return project(guard.#value as T);
    } catch (error) {
      guard[Symbol.dispose]();
      throw error;
    }
  }

  static #live(method: string, guard: RefGuard<unknown>): BorrowState<unknown> {
    const state = RefGuard.#stateOf(method, guard);
    if (state === undefined) throw endedGuard("RefGuard", guard.#borrowed);
    return state;
  }

  static #stateOf(method: string, received: RefGuard<unknown>): BorrowState<unknown> | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#state;
    } catch {
      throw notAGuard(method, received);
    }
  }
}

/** By itself, so that the fast paths stay short enough to be inlined. */
function notAGuard(method: string, received: unknown): MisuseError {
  return wrongReceiver(`RefGuard.${method}`, "RefGuard", received, "call `RefCell.borrow`");
}
