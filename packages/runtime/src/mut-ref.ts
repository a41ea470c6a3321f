/** The mutable place that std's `&mut T` names, for values that are not objects: a number in a cell can be changed through it. */

import { expectObject } from "./internal/misuse.ts";

/**
 * What `&mut T` is to Rust. Reading `value` reads the place, assigning `value` writes it, and drops nothing.
 *
 * Danger: it must not outlive the borrow that gave it. Checked builds throw `DroppedError` when what `RefCell.withMut` lent is used later.
 *
 * Source: the primitive type `&mut T`.
 *
 * @example
 * ```ts
 * import { field, type MutRef, RefCell } from "freehold";
 * const double = (place: MutRef<number>) => { place.value *= 2; };
 * const cell = RefCell.new(3);
 * const point = { x: 4 };
 * cell.withMut(double);
 * double(field(point, "x"));
 * assert.deepEqual([cell.intoInner(), point.x], [6, 8]);
 * ```
 */
export interface MutRef<T> {
  value: T;
}

/**
 * The place `object[key]`: what `&mut object.key` is to Rust. Keeps `object` alive.
 *
 * Cost: 40 bytes. Source: a borrow of a field.
 *
 * @example
 * ```ts
 * import { field } from "freehold";
 * const point = { x: 1, y: 2 };
 * const x = field(point, "x");
 * x.value += 10;
 * assert.equal(point.x, 11);
 * ```
 */
export function field<T extends object, K extends keyof T>(object: T, key: K): MutRef<T[K]> {
  expectObject("field", object);
  return new Field(object, key);
}

/** A class, since an object literal with accessors takes ten times the memory. */
class Field<T extends object, K extends keyof T> implements MutRef<T[K]> {
  readonly #object: T;
  readonly #key: K;

  constructor(object: T, key: K) {
    this.#object = object;
    this.#key = key;
  }

  get value(): T[K] {
    return this.#object[this.#key];
  }

  set value(value: T[K]) {
    this.#object[this.#key] = value;
  }
}
