/** The mutable place that std's `&mut T` names, for values that are not objects: a number in a cell can be changed through it. */

import { placeOf } from "./internal/place-of.ts";

/** What `&mut T` is to Rust. Reading `value` reads the place, assigning `value` writes it. */
export interface MutRef<T> {
  value: T;
}

/**
 * The place `object[key]`: what `&mut object.key` is to Rust. Keeps `object` alive.
 *
 * Cost: about 170 bytes. Source: a borrow of a field.
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
  return placeOf(
    () => object[key],
    (value) => {
      object[key] = value;
    },
  );
}
