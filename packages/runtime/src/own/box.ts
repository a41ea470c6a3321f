/** One owner of one value: `std::boxed::Box`. */

import { born, checked, died } from "#checks";
import { cloneValue } from "../internal/clone.ts";
import { disarm, dropNext, dropValue, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import { registerMovable } from "../internal/movable.ts";

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

/**
 * Owns one value, and drops it with itself. JavaScript's objects live on the heap anyway; what a `Box` adds is the one owner.
 *
 * Given to a thread it moves: its content leaves, a buffer without being copied, and the box is moved out of here.
 *
 * Danger: a box that is never dropped never drops its content; bind it with `using`, store it in an owner, or move it on. What
 * `get` gave must not outlive the box.
 *
 * Cost: 40 bytes; `get` is two loads and two compares. Using it after `take`, `Box.intoInner`, `Box.map` or `Box.leak` throws
 * `MovedError`, after its drop `DroppedError`. Disposing it again, or after a move, does nothing.
 *
 * Source: `std::boxed::Box`.
 *
 * @example
 * ```ts
 * import { Box } from "freehold";
 * type List = { kind: "cons"; value: number; next: Box<List> } | { kind: "nil" };
 * const nil = Box.new<List>({ kind: "nil" });
 * const two = Box.new<List>({ kind: "cons", value: 2, next: nil });
 * using list = Box.new<List>({ kind: "cons", value: 1, next: two });
 * let sum = 0;
 * for (let node = list.get(); node.kind === "cons"; node = node.next.get()) sum += node.value;
 * assert.equal(sum, 3);
 * ```
 */
export class Box<T> implements Owner, Disposable {
  #value: T | undefined;
  #end: End | undefined;

  static {
    registerMovable<Box<unknown>>({
      tag: "Box",
      type: Box,
      contentOf: (box) => box.get(),
      leave: (box) => dropValue(Box.#finish(box, movedHere())),
      arrive: (content) => new Box(content),
    });
  }

  private constructor(value: T) {
    this.#value = value;
    this.#end = undefined;
    if (counted) born(this, "Box");
  }

  /** Boxes `value`, which the box owns from now on. */
  static new<T>(value: T): Box<T> {
    return new Box(value);
  }

  /** Moves the content out: `Box::into_inner`. */
  static intoInner<T>(box: Box<T>): T {
    Box.#expectLive("intoInner", box);
    return Box.#finish(box, movedHere());
  }

  /** Moves the content out for good: from now on nobody drops it. `Box::leak`. */
  static leak<T>(box: Box<T>): T {
    Box.#expectLive("leak", box);
    return Box.#finish(box, movedHere());
  }

  /** Moves the content through `change` into a new box. When `change` throws, the content went with it. `Box::map`. */
  static map<T, U>(box: Box<T>, change: (value: T) => U): Box<U> {
    expectFunction("Box.map", change);
    Box.#expectLive("map", box);
    return new Box(change(Box.#finish(box, movedHere())));
  }

  /** Borrows the content: `&*box`. */
  get(): T {
    Box.#expectLive("get", this);
    return this.#value as T;
  }

  /** Puts another value in and drops the old one: `*box = value`. */
  set(value: T): void {
    Box.#expectLive("set", this);
    const old = Box.#swapIn(this, value);
    if (old !== value) dropValue(old);
  }

  /** Puts another value in and gives the old one to the caller: `mem::replace(&mut *box, value)`. */
  replace(value: T): T {
    Box.#expectLive("replace", this);
    return Box.#swapIn(this, value);
  }

  /** Moves the content out, as `Box.intoInner` does. */
  take(): T {
    Box.#expectLive("take", this);
    return Box.#finish(this, movedHere());
  }

  /** A new box of a clone of the content. Throws `MisuseError` for content of a class without `clone()`. */
  clone(): Box<T> {
    Box.#expectLive("clone", this);
    return new Box(cloneValue(this.#value as T));
  }

  /** Drops the content. Throws what its destructors throw. */
  [Symbol.dispose](): void {
    if (Box.#endOf("[Symbol.dispose]", this) === undefined) dropValue(Box.#finish(this, droppedHere()));
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#end === undefined) dropNext(walk, Box.#finish(this, droppedAt(walk.place)));
  }

  /** @internal */
  [disarm](): void {
    if (this.#end === undefined) Box.#finish(this, movedHere());
  }

  static #swapIn<T>(box: Box<T>, value: T): T {
    const old = box.#value as T;
    box.#value = value;
    return old;
  }

  static #finish<T>(box: Box<T>, end: End): T {
    const value = box.#value as T;
    box.#value = undefined;
    box.#end = end;
    if (counted) died(box);
    return value;
  }

  static #expectLive(method: string, received: Box<unknown>): void {
    const end = Box.#endOf(method, received);
    if (end !== undefined) throw afterEnd("Box", end);
  }

  static #endOf(method: string, received: Box<unknown>): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#end;
    } catch {
      throw wrongReceiver(`Box.${method}`, "Box", received);
    }
  }
}
