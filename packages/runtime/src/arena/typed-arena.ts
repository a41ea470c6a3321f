/** `TypedArena`: many values of one type that point to each other freely and end together. */

import { born, checked, died } from "#checks";
import { disarm, dropValue, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, movedHere, type End } from "../internal/end.ts";
import { MisuseError } from "../internal/errors.ts";
import { nameOf, wrongReceiver } from "../internal/misuse.ts";
import { buryAll } from "../internal/tombstone.ts";
import type { Mut } from "../types.ts";
import { dropTogether } from "./drop-together.ts";

/**
 * Owns what is allocated in it, lends it out for as long as it lives, and drops all of it at once, in order of allocation. Its values
 * may point to each other, in cycles too: from one value of an arena to another, a field is a borrow and never an owner.
 *
 * Danger: a value does not know that its arena has ended. In checked builds, whoever touches a member of it gets a `DroppedError`, unless
 * the member is private or the value frozen; in lean builds it is an ordinary object. An arena only grows: no value ends before the others.
 *
 * Cost: 8 bytes a value besides the value itself; `alloc` is a push. The drop is one pass, which looks for destructors in the values and, in plain
 * objects and arrays, one level deep. Using the arena after `intoVec` throws `MovedError`, after its drop `DroppedError`. Disposing
 * it again, or after a move, does nothing.
 *
 * Source: the crate `typed-arena`, `Arena`.
 *
 * @example
 * ```ts
 * import { TypedArena } from "freehold";
 * interface TreeNode {
 *   value: number;
 *   children: TreeNode[];
 * }
 * using arena = TypedArena.new<TreeNode>();
 * const root = arena.alloc({ value: 0, children: [] });
 * root.children.push(arena.alloc({ value: 1, children: [] }), arena.alloc({ value: 2, children: [root] }));
 * assert.deepEqual(root.children.map((child) => child.value), [1, 2]);
 * ```
 */
export class TypedArena<T> implements Owner, Disposable {
  /** `undefined` once it has ended. */
  #values: T[] | undefined = [];
  #end: End | undefined;

  private constructor() {
    if (checked) born(this, "TypedArena");
  }

  /** An empty arena. */
  static new<T>(): TypedArena<T> {
    return new TypedArena();
  }

  /** Moves a value in and lends it back: the very same value. */
  alloc(value: T): Mut<T> {
    TypedArena.#valuesOf(this, "alloc").push(value);
    return value as Mut<T>;
  }

  /** Moves all of `values` in and lends them back: `alloc_extend`. When `values` throws, what it gave before stays. */
  allocExtend(values: Iterable<T>): Mut<T>[] {
    TypedArena.#valuesOf(this, "allocExtend");
    if (typeof (values as Partial<Iterable<T>> | null | undefined)?.[Symbol.iterator] !== "function") {
      throw new MisuseError(`\`TypedArena.allocExtend\` needs something iterable and was given ${nameOf(values)}`);
    }
    const taken: Mut<T>[] = [];
    try {
      for (const value of values) taken.push(value as Mut<T>);
    } finally {
      // What was taken is the arena's, also when `values` throws; where `values` has ended the arena, it ends as well.
      if (this.#values === undefined) dropValue(taken);
      else for (const value of taken) this.#values.push(value);
    }
    TypedArena.#valuesOf(this, "allocExtend");
    return taken;
  }

  /** How many values there are. */
  len(): number {
    return TypedArena.#valuesOf(this, "len").length;
  }

  /** Lends all values, in order of allocation. What is allocated meanwhile is left out. */
  iterMut(): Generator<Mut<T>, void, undefined> {
    return TypedArena.#steps(this, TypedArena.#valuesOf(this, "iterMut").length);
  }

  /** Moves all values out, in order of allocation, and ends the arena without dropping them. */
  intoVec(): T[] {
    const values = TypedArena.#valuesOf(this, "intoVec");
    this.#finish(movedHere());
    return values;
  }

  /** Drops all values. Throws what their destructors throw, once all are dropped. */
  [Symbol.dispose](): void {
    if (TypedArena.#fieldOf(this, "[Symbol.dispose]") !== undefined) dropValue(this);
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    const values = this.#values;
    if (values === undefined) return;
    this.#finish(droppedAt(walk.place));
    try {
      dropTogether(values, walk);
    } finally {
      if (checked) buryAll(values, "its arena was dropped", walk.place);
    }
  }

  /** @internal */
  [disarm](): void {
    if (this.#values !== undefined) this.#finish(movedHere());
  }

  #finish(end: End): void {
    this.#values = undefined;
    this.#end = end;
    if (checked) died(this);
  }

  /** Asks for the arena at each step: the loop's body may have ended it. */
  static *#steps<T>(arena: TypedArena<T>, length: number): Generator<Mut<T>, void, undefined> {
    for (let index = 0; index < length; index++) yield TypedArena.#valuesOf(arena, "iterMut")[index] as Mut<T>;
  }

  static #valuesOf<T>(arena: TypedArena<T>, method: string): T[] {
    const values = TypedArena.#fieldOf(arena, method);
    if (values === undefined) throw afterEnd("TypedArena", arena.#end!);
    return values;
  }

  static #fieldOf<T>(arena: TypedArena<T>, method: string): T[] | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return arena.#values;
    } catch {
      throw wrongReceiver(`TypedArena.${method}`, "TypedArena", arena);
    }
  }
}
