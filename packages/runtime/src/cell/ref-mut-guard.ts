/** A live exclusive borrow of a `RefCell`: `std::cell::RefMut`. */

import { born, checked, died } from "#checks";
import { endedGuard, rememberPlace, unexclude, type Borrowed, type BorrowState } from "../internal/borrow-state.ts";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import type { MutRef } from "../mut-ref.ts";
import type { Elided, lentFor, Lifetime } from "../types.ts";

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

/**
 * Reads and writes the content of a `RefCell` while it lives. As long as it lives, the cell cannot be borrowed otherwise.
 *
 * Danger: a guard that is never dropped keeps its cell borrowed for ever. Bind it with `using`; do not keep it across `await`. What
 * `value` gave must not outlive the guard. Assigning `value` does not drop what was there.
 *
 * `A` is the lifetime of the cell's borrow, for strict code that has to name it: Rust's `RefMut<'a, T>`. Left out, the checker infers it.
 *
 * Cost: 48 bytes. Using it after its drop, or after `RefMutGuard.map` took it, throws `DroppedError`.
 *
 * Source: `std::cell::RefMut`.
 *
 * @example
 * ```ts
 * import { RefCell, RefMutGuard, field } from "freehold";
 * const cell = RefCell.new({ x: 1, y: 2 });
 * {
 *   using x = RefMutGuard.map(cell.borrowMut(), (point) => field(point.value, "x"));
 *   x.value += 10;
 * }
 * assert.deepEqual(cell.intoInner(), { x: 11, y: 2 });
 * ```
 */
export class RefMutGuard<T, A extends Lifetime = Elided> implements Owner, Disposable, MutRef<T> {
  declare readonly [lentFor]?: A;

  #content: MutRef<T> | undefined;
  readonly #state: BorrowState<unknown>;
  readonly #borrowed: Borrowed | undefined;

  /** @internal */
  constructor(content: MutRef<T>, state: BorrowState<unknown>, borrowed: Borrowed | undefined) {
    this.#content = content;
    this.#state = state;
    this.#borrowed = borrowed;
    if (counted) born(this, "RefMutGuard");
  }

  /** Narrows the guard to a part of the content. The given guard is used up; when `project` throws, it is dropped. */
  static map<T, U, A extends Lifetime>(guard: RefMutGuard<T, A>, project: (content: MutRef<T>) => MutRef<U>): RefMutGuard<U, A> {
    expectFunction("RefMutGuard.map", project);
    const part = RefMutGuard.#projectOrDrop("map", guard, project);
    RefMutGuard.#live("map", guard);
    return new RefMutGuard(part, guard.#state, RefMutGuard.#handOver(guard));
  }

  /** As `map`, when `project` finds a part; when it gives `undefined`, the given guard stays as it was. When it throws, it is dropped. */
  static filterMap<T, U, A extends Lifetime>(
    guard: RefMutGuard<T, A>,
    project: (content: MutRef<T>) => MutRef<U> | undefined,
  ): RefMutGuard<U, A> | undefined {
    expectFunction("RefMutGuard.filterMap", project);
    const part = RefMutGuard.#projectOrDrop("filterMap", guard, project);
    if (part === undefined) return undefined;
    RefMutGuard.#live("filterMap", guard);
    return new RefMutGuard(part, guard.#state, RefMutGuard.#handOver(guard));
  }

  /** Splits the guard into two, of two parts. The given guard is used up; when `project` throws, it is dropped. */
  static mapSplit<T, U, V, A extends Lifetime>(
    guard: RefMutGuard<T, A>,
    project: (content: MutRef<T>) => readonly [MutRef<U>, MutRef<V>],
  ): [RefMutGuard<U, A>, RefMutGuard<V, A>] {
    expectFunction("RefMutGuard.mapSplit", project);
    const [first, second] = RefMutGuard.#projectOrDrop("mapSplit", guard, project);
    RefMutGuard.#live("mapSplit", guard);
    const state = guard.#state;
    const borrowed = RefMutGuard.#handOver(guard);
    state.borrows -= 1;
    return [new RefMutGuard(first, state, borrowed), new RefMutGuard(second, state, rememberPlace(state))];
  }

  /** The content: `&*guard`. */
  get value(): T {
    return RefMutGuard.#live<T>("value", this).value;
  }

  /** Overwrites the content: `*guard = value`, but what was there is not dropped. */
  set value(value: T) {
    RefMutGuard.#live<T>("value", this).value = value;
  }

  /** Ends the borrow. */
  [Symbol.dispose](): void {
    if (RefMutGuard.#contentOf("[Symbol.dispose]", this) !== undefined) unexclude(this.#state, RefMutGuard.#handOver(this));
  }

  /** @internal */
  [glue](_walk: DropWalk): void {
    this[Symbol.dispose]();
  }

  /** @internal */
  [disarm](): void {
    if (this.#content !== undefined) RefMutGuard.#handOver(this);
  }

  /** Ends the guard, not the borrow. */
  static #handOver(guard: RefMutGuard<unknown>): Borrowed | undefined {
    guard.#content = undefined;
    if (counted) died(guard);
    return guard.#borrowed;
  }

  /** `project` may have ended the guard itself: ask whether it lives before its borrow is handed over. */
  static #projectOrDrop<T, U>(method: string, guard: RefMutGuard<T>, project: (content: MutRef<T>) => U): U {
    const content = RefMutGuard.#live(method, guard);
    try {
      return project(content);
    } catch (error) {
      guard[Symbol.dispose]();
      throw error;
    }
  }

  static #live<T>(method: string, guard: RefMutGuard<T>): MutRef<T> {
    const content = RefMutGuard.#contentOf(method, guard);
    if (content === undefined) throw endedGuard("RefMutGuard", guard.#borrowed);
    return content;
  }

  static #contentOf<T>(method: string, received: RefMutGuard<T>): MutRef<T> | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#content;
    } catch {
      throw wrongReceiver(`RefMutGuard.${method}`, "RefMutGuard", received, "call `RefCell.borrowMut`");
    }
  }
}
