/** A value that is written once: `std::cell::OnceCell`. */

import { disarm, dropNext, dropValue, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { PanicError } from "../internal/errors.ts";
import { cloneValue } from "../internal/clone.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import { placeOf } from "../internal/place-of.ts";
import type { MutRef } from "../mut-ref.ts";

/**
 * Is empty until the first `set` or `getOrInit`, and holds that value from then on.
 *
 * Danger: a value of `undefined` cannot be told from an empty cell in what `get` gives.
 *
 * Cost: 48 bytes; `get` is two loads and a compare. `getOrInit` throws `PanicError` when its own initialiser fills the cell, and what the
 * initialiser throws; the cell stays empty then. Use after `intoInner` throws `MovedError`, after its drop `DroppedError`.
 *
 * Source: `std::cell::OnceCell`.
 *
 * @example
 * ```ts
 * import { OnceCell } from "freehold";
 * const settings = OnceCell.new<string>();
 * assert.equal(settings.get(), undefined);
 * assert.equal(settings.getOrInit(() => "read once"), "read once");
 * assert.equal(settings.set("too late"), false);
 * assert.equal(settings.get(), "read once");
 * ```
 */
export class OnceCell<T> implements Owner, Disposable {
  #value: T | undefined;
  #state: "empty" | "full" | End;

  private constructor() {
    this.#value = undefined;
    this.#state = "empty";
  }

  /** An empty cell. */
  static new<T>(): OnceCell<T> {
    return new OnceCell();
  }

  /** A cell that is full from the start: `OnceCell::from`. */
  static from<T>(value: T): OnceCell<T> {
    const cell = new OnceCell<T>();
    cell.#fill(value);
    return cell;
  }

  /** Borrows the content, or gives `undefined` while the cell is empty. */
  get(): T | undefined {
    OnceCell.#expectLive("get", this);
    return this.#value;
  }

  /** Fills the cell; `false` when it was full, and `value` is still the caller's. */
  set(value: T): boolean {
    OnceCell.#expectLive("set", this);
    if (this.#state === "full") return false;
    this.#fill(value);
    return true;
  }

  /** Borrows the content, which `init` makes if there is none. */
  getOrInit(init: () => T): T {
    OnceCell.#expectLive("getOrInit", this);
    return this.#state === "full" ? (this.#value as T) : this.#initSlow(init);
  }

  /** The content's place, or `undefined` while the cell is empty. Assigning to it does not drop what was there. */
  getMut(): MutRef<T> | undefined {
    OnceCell.#expectLive("getMut", this);
    if (this.#state !== "full") return undefined;
    return placeOf(
      () => this.get() as T,
      (value) => {
        OnceCell.#expectLive("getMut", this);
        this.#value = value;
      },
    );
  }

  /** Gives the content to the caller, if any, and empties the cell. */
  take(): T | undefined {
    OnceCell.#expectLive("take", this);
    return this.#empty("empty");
  }

  /** A cell of a clone of the content. */
  clone(): OnceCell<T> {
    OnceCell.#expectLive("clone", this);
    return this.#state === "full" ? OnceCell.from(cloneValue(this.#value as T)) : OnceCell.new();
  }

  /** Moves the content out, if any; the cell is used up. */
  intoInner(): T | undefined {
    OnceCell.#expectLive("intoInner", this);
    return this.#empty(movedHere());
  }

  /** Drops the content. Throws what its destructors throw. */
  [Symbol.dispose](): void {
    if (typeof OnceCell.#stateOf("[Symbol.dispose]", this) === "string") dropValue(this.#empty(droppedHere()));
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (typeof this.#state === "string") dropNext(walk, this.#empty(droppedAt(walk.place)));
  }

  /** @internal */
  [disarm](): void {
    if (typeof this.#state === "string") this.#empty(movedHere());
  }

  #initSlow(init: () => T): T {
    expectFunction("OnceCell.getOrInit", init);
    const value = init();
    if (this.#state === "empty") this.#fill(value);
    else this.#refuseSlow(value);
    return value;
  }

  /** The initialiser filled or ended the cell itself. What it made is dropped, as while Rust unwinds. */
  #refuseSlow(value: T): never {
    dropValue(value);
    OnceCell.#expectLive("getOrInit", this);
    throw new PanicError("reentrant init: the initialiser of this `OnceCell` filled it itself");
  }

  #fill(value: T): void {
    this.#value = value;
    this.#state = "full";
  }

  #empty(state: "empty" | End): T | undefined {
    const value = this.#value;
    this.#value = undefined;
    this.#state = state;
    return value;
  }

  static #expectLive(method: string, cell: OnceCell<unknown>): void {
    const state = OnceCell.#stateOf(method, cell);
    if (typeof state !== "string") throw afterEnd("OnceCell", state);
  }

  static #stateOf(method: string, received: OnceCell<unknown>): "empty" | "full" | End {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#state;
    } catch {
      throw wrongReceiver(`OnceCell.${method}`, "OnceCell", received);
    }
  }
}
