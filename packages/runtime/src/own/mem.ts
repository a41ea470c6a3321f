/** Taking, replacing, swapping, dropping and forgetting values: `std::mem`. */

import { disarm, dropValue, isOwner } from "../internal/drop.ts";
import { expectObject } from "../internal/misuse.ts";

/** Keys of fields that may be left without a value. */
type EmptiableKey<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/**
 * Drops a value now, with everything that it owns. Does nothing for what owns nothing, or was dropped before.
 *
 * Cost: proportional to what is reached: arrays, maps, sets and plain objects are walked to their owned content, without recursion.
 * Throws what destructors throw, after everything is dropped; several errors become one `SuppressedError`. What can only be
 * disposed asynchronously throws `MisuseError`.
 *
 * Source: `std::mem::drop`.
 *
 * @example
 * ```ts
 * import { Rc, drop } from "freehold";
 * const recipe = Rc.new("Secret Sauce");
 * const copies = [recipe.clone(), recipe.clone()];
 * assert.equal(Rc.strongCount(recipe), 3);
 * drop(copies);
 * assert.equal(Rc.strongCount(recipe), 1);
 * drop(recipe);
 * ```
 */
export function drop(value: unknown): void {
  dropValue(value);
}

/**
 * Ends a handle without dropping what it holds.
 *
 * Danger: it leaks. A forgotten `Rc` keeps its count, a forgotten guard keeps its cell borrowed for ever.
 *
 * Cost: constant. What the library does not know is left as it is.
 *
 * Source: `std::mem::forget`.
 *
 * @example
 * ```ts
 * import { Rc, forget } from "freehold";
 * const rc = Rc.new(1);
 * forget(rc.clone());
 * assert.equal(Rc.strongCount(rc), 2);
 * forget(rc);
 * ```
 */
export function forget(value: unknown): void {
  if (isOwner(value)) value[disarm]();
}

/**
 * Puts `value` into the field and gives what was there to the caller, undropped. The object may be a guard: `replace(guard, "value", next)`.
 *
 * Cost: constant. Source: `std::mem::replace`.
 *
 * @example
 * ```ts
 * import { replace } from "freehold";
 * const job = { state: "waiting" };
 * assert.equal(replace(job, "state", "running"), "waiting");
 * assert.equal(job.state, "running");
 * ```
 */
export function replace<T extends object, K extends keyof T>(object: T, key: K, value: T[K]): T[K] {
  expectObject("replace", object);
  return exchange(object, key, value);
}

/**
 * Gives what is in the field to the caller and leaves `undefined`, the default of a field that may be empty.
 *
 * Cost: constant. Source: `std::mem::take`.
 *
 * @example
 * ```ts
 * import { Box, take } from "freehold";
 * const node: { next: Box<number> | undefined } = { next: Box.new(2) };
 * using next = take(node, "next");
 * assert.equal(next?.get(), 2);
 * assert.equal(node.next, undefined);
 * ```
 */
export function take<T extends object, K extends EmptiableKey<T>>(object: T, key: K): T[K] {
  expectObject("take", object);
  return exchange(object, key, undefined as T[K]);
}

/**
 * Swaps two fields, of one object or of two. Nothing is dropped.
 *
 * Cost: constant. Source: `std::mem::swap`.
 *
 * @example
 * ```ts
 * import { swap } from "freehold";
 * const tree = { left: 1, right: 2 };
 * swap(tree, "left", tree, "right");
 * assert.deepEqual(tree, { left: 2, right: 1 });
 * ```
 */
export function swap<K extends PropertyKey, L extends PropertyKey, V>(first: Record<K, V>, key: K, second: Record<L, V>, other: L): void {
  expectObject("swap", first);
  expectObject("swap", second);
  first[key] = exchange<Record<L, V>, L>(second, other, first[key]);
}

function exchange<T extends object, K extends keyof T>(object: T, key: K, value: T[K]): T[K] {
  const old = object[key];
  object[key] = value;
  return old;
}
