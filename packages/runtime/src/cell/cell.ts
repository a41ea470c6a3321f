/** A value that is moved in and out, never borrowed: `std::cell::Cell`. */

import { checked } from "#checks";
import { disarm, dropNext, dropValue, glue, isOwner, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { MisuseError } from "../internal/errors.ts";
import { expectFunction, nameOf, wrongReceiver } from "../internal/misuse.ts";
import { placeOf } from "../internal/place-of.ts";
import type { MutRef } from "../mut-ref.ts";

/**
 * Holds a value that is changed by moving: whoever shares the cell can put another value in, and nobody borrows what is inside.
 *
 * Danger: `get` copies, as in Rust; of an owned value it would make a second owner. Checked builds throw `MisuseError` then: use `take`
 * or `replace`.
 *
 * Cost: 40 bytes; `get` and `set` are a load, a store and two compares. Use after `intoInner` throws `MovedError`, after its drop
 * `DroppedError`.
 *
 * Source: `std::cell::Cell`.
 *
 * @example
 * ```ts
 * import { Cell } from "freehold";
 * const clicks = Cell.new(0);
 * const button = () => clicks.update((count) => count + 1);
 * button();
 * button();
 * assert.equal(clicks.get(), 2);
 * ```
 */
export class Cell<T> implements Owner, Disposable {
  #value: T | undefined;
  #end: End | undefined;

  private constructor(value: T) {
    this.#value = value;
    this.#end = undefined;
  }

  /** A cell of `value`, which the cell owns from now on. */
  static new<T>(value: T): Cell<T> {
    return new Cell(value);
  }

  /** A copy of the content. */
  get(): T {
    Cell.#expectLive("get", this);
    if (checked && isOwner(this.#value)) {
      throw new MisuseError(`\`Cell.get\` copies, and ${nameOf(this.#value)} has one owner: move it with \`take\` or \`replace\``);
    }
    return this.#value as T;
  }

  /** Puts another value in and drops the old one. Throws what the old one's destructors throw, after the new one is in. */
  set(value: T): void {
    Cell.#expectLive("set", this);
    const old = Cell.#swapIn(this, value);
    if (old !== value) dropValue(old);
  }

  /** Puts another value in and gives the old one to the caller. */
  replace(value: T): T {
    Cell.#expectLive("replace", this);
    return Cell.#swapIn(this, value);
  }

  /** Gives the content to the caller and leaves `undefined`. */
  take(this: Cell<T | undefined>): T | undefined {
    Cell.#expectLive("take", this);
    return Cell.#swapIn(this, undefined);
  }

  /** Puts in what `change` makes of a copy of the content. When `change` throws, the content stays. */
  update(change: (value: T) => T): void {
    expectFunction("Cell.update", change);
    Cell.#expectLive("update", this);
    this.set(change(this.get()));
  }

  /** Exchanges the contents of two cells; of a cell with itself, nothing. */
  swap(other: Cell<T>): void {
    Cell.#expectLive("swap", this);
    Cell.#expectLive("swap", other);
    other.#value = Cell.#swapIn(this, other.#value as T);
  }

  /** The content's place: for whoever knows that nobody else has the cell. Assigning to it does not drop what was there. */
  getMut(): MutRef<T> {
    Cell.#expectLive("getMut", this);
    return placeOf(
      () => this.get(),
      (value) => this.replace(value),
    );
  }

  /** A cell of a copy of the content. */
  clone(): Cell<T> {
    Cell.#expectLive("clone", this);
    return new Cell(this.get());
  }

  /** Moves the content out; the cell is used up. */
  intoInner(): T {
    Cell.#expectLive("intoInner", this);
    return Cell.#finish(this, movedHere());
  }

  /** Drops the content. Throws what its destructors throw. */
  [Symbol.dispose](): void {
    if (Cell.#endOf("[Symbol.dispose]", this) === undefined) dropValue(Cell.#finish(this, droppedHere()));
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#end === undefined) dropNext(walk, Cell.#finish(this, droppedAt(walk.place)));
  }

  /** @internal */
  [disarm](): void {
    if (this.#end === undefined) Cell.#finish(this, movedHere());
  }

  static #swapIn<T>(cell: Cell<T>, value: T): T {
    const old = cell.#value as T;
    cell.#value = value;
    return old;
  }

  static #finish<T>(cell: Cell<T>, end: End): T {
    const value = cell.#value as T;
    cell.#value = undefined;
    cell.#end = end;
    return value;
  }

  static #expectLive(method: string, received: Cell<unknown>): void {
    const end = Cell.#endOf(method, received);
    if (end !== undefined) throw afterEnd("Cell", end);
  }

  static #endOf(method: string, received: Cell<unknown>): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#end;
    } catch {
      throw wrongReceiver(`Cell.${method}`, "Cell", received);
    }
  }
}
