/** A value that is made at its first use: `std::cell::LazyCell`. */

import { disarm, dropNext, dropValue, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { PanicError, type FreeholdError } from "../internal/errors.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";

/**
 * Makes its value at the first `get`, once.
 *
 * Danger: when the initialiser throws, or asks for the value itself, the cell is poisoned: every later `get` throws.
 *
 * Cost: 56 bytes and the closure, which is let go after its call; `get` is two loads and a compare. `get` throws what the initialiser
 * throws, `PanicError` once poisoned, and `DroppedError` after the cell's drop.
 *
 * Source: `std::cell::LazyCell`.
 *
 * @example
 * ```ts
 * import { LazyCell } from "freehold";
 * let calls = 0;
 * const lazy = LazyCell.new(() => {
 *   calls += 1;
 *   return "made";
 * });
 * assert.equal(calls, 0);
 * assert.equal(lazy.get(), "made");
 * assert.equal(lazy.get(), "made");
 * assert.equal(calls, 1);
 * ```
 */
export class LazyCell<T> implements Owner, Disposable {
  #value: T | undefined;
  #init: (() => T) | undefined;
  /** Poisoned while the initialiser runs: that is how a recursive one is found. */
  #state: "lazy" | "made" | "poisoned" | End;

  private constructor(init: () => T) {
    this.#value = undefined;
    this.#init = init;
    this.#state = "lazy";
  }

  /** A cell whose value `init` makes when it is first asked for. Throws `MisuseError` when `init` is no function. */
  static new<T>(init: () => T): LazyCell<T> {
    expectFunction("LazyCell.new", init);
    return new LazyCell(init);
  }

  /** Makes the value if it is not there, and borrows it: `LazyCell::force`. */
  static force<T>(lazy: LazyCell<T>): T {
    return LazyCell.#stateOf("force", lazy) === "made" ? (lazy.#value as T) : lazy.#makeSlow();
  }

  /** Borrows the value: `&*lazy`. */
  get(): T {
    return LazyCell.#stateOf("get", this) === "made" ? (this.#value as T) : this.#makeSlow();
  }

  /** Drops the value, if it was made. Throws what its destructors throw. */
  [Symbol.dispose](): void {
    if (typeof LazyCell.#stateOf("[Symbol.dispose]", this) === "string") dropValue(this.#finish(droppedHere()));
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (typeof this.#state === "string") dropNext(walk, this.#finish(droppedAt(walk.place)));
  }

  /** @internal */
  [disarm](): void {
    if (typeof this.#state === "string") this.#finish(movedHere());
  }

  #makeSlow(): T {
    const init = this.#init;
    if (this.#state !== "lazy" || init === undefined) throw this.#unusable();
    this.#state = "poisoned";
    this.#init = undefined;
    const value = init();
    if (typeof this.#state !== "string") return this.#refuseSlow(value);
    this.#value = value;
    this.#state = "made";
    return value;
  }

  /** The initialiser ended the cell itself. What it made is dropped. */
  #refuseSlow(value: T): never {
    dropValue(value);
    throw this.#unusable();
  }

  #finish(end: End): T | undefined {
    const value = this.#value;
    this.#value = undefined;
    this.#init = undefined;
    this.#state = end;
    return value;
  }

  #unusable(): FreeholdError {
    if (typeof this.#state !== "string") return afterEnd("LazyCell", this.#state);
    return new PanicError("this `LazyCell` is poisoned: its initialiser threw, or asked for the value that it was to make");
  }

  static #stateOf(method: string, received: LazyCell<unknown>): "lazy" | "made" | "poisoned" | End {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#state;
    } catch {
      throw wrongReceiver(`LazyCell.${method}`, "LazyCell", received);
    }
  }
}
