/** Content that is dropped only when asked: `std::mem::ManuallyDrop`. */

import { dropValue } from "../internal/drop.ts";
import { movedHere, afterEnd, droppedHere, type End } from "../internal/end.ts";
import { wrongReceiver } from "../internal/misuse.ts";

/**
 * Holds a value without ever dropping it by itself: an owner that holds a `ManuallyDrop` leaves the content alone.
 *
 * Danger: content that nobody moves out or drops leaks. It is also the way to hold in a public field what is only borrowed.
 *
 * Cost: 40 bytes. Using it after `ManuallyDrop.take` or `ManuallyDrop.intoInner` throws `MovedError`, after `ManuallyDrop.drop` `DroppedError`
 * (undefined behaviour in Rust).
 *
 * Source: `std::mem::ManuallyDrop`.
 *
 * @example
 * ```ts
 * import { Box, ManuallyDrop, drop } from "freehold";
 * const parent = Box.new("parent");
 * const child = { parent: ManuallyDrop.new(parent) };
 * drop(child);
 * assert.equal(child.parent.get().get(), "parent");
 * ManuallyDrop.drop(child.parent);
 * assert.throws(() => parent.get());
 * ```
 */
export class ManuallyDrop<T> {
  #value: T | undefined;
  #end: End | undefined;

  private constructor(value: T) {
    this.#value = value;
    this.#end = undefined;
  }

  /** Wraps `value`, which is no longer dropped by itself. */
  static new<T>(value: T): ManuallyDrop<T> {
    return new ManuallyDrop(value);
  }

  /** Moves the content out; it is dropped again as any value is. */
  static intoInner<T>(slot: ManuallyDrop<T>): T {
    return ManuallyDrop.#finish("intoInner", slot, movedHere);
  }

  /** Moves the content out through a borrow, as `ManuallyDrop.intoInner` does: unsafe in Rust, checked here. */
  static take<T>(slot: ManuallyDrop<T>): T {
    return ManuallyDrop.#finish("take", slot, movedHere);
  }

  /** Drops the content now. Throws what its destructors throw. */
  static drop<T>(slot: ManuallyDrop<T>): void {
    dropValue(ManuallyDrop.#finish("drop", slot, droppedHere));
  }

  /** Borrows the content: `&*slot`. */
  get(): T {
    ManuallyDrop.#expectLive("get", this);
    return this.#value as T;
  }

  static #finish<T>(method: string, slot: ManuallyDrop<T>, end: () => End): T {
    ManuallyDrop.#expectLive(method, slot);
    const value = slot.#value as T;
    slot.#value = undefined;
    slot.#end = end();
    return value;
  }

  static #expectLive(method: string, received: ManuallyDrop<unknown>): void {
    const end = ManuallyDrop.#endOf(method, received);
    if (end !== undefined) throw afterEnd("ManuallyDrop", end);
  }

  static #endOf(method: string, received: ManuallyDrop<unknown>): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#end;
    } catch {
      throw wrongReceiver(`ManuallyDrop.${method}`, "ManuallyDrop", received);
    }
  }
}
