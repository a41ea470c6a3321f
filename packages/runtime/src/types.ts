/** The words of ownership as types, and the three functions that say them in an expression; all of it costs nothing at run time. */

declare const borrow: unique symbol;
declare const lifetime: unique symbol;

/**
 * How long a borrow is valid: the bound of a lifetime parameter, `A extends Lifetime` for Rust's `'a`.
 *
 * Has no values. Source: lifetime parameters of the language.
 *
 * @example
 * ```ts
 * import type { Lifetime, Ref } from "freehold";
 * function longest<A extends Lifetime>(a: Ref<string[], A>, b: Ref<string[], A>): Ref<string[], A> {
 *   return a.length >= b.length ? a : b;
 * }
 * assert.equal(longest(["x"], ["y", "z"]).length, 2);
 * ```
 */
export interface Lifetime {
  readonly [lifetime]: never;
}

/** An elided lifetime fits every other one for TypeScript; the checker infers which one it is. */
// oxlint-disable-next-line typescript/no-explicit-any -- Only `any` is assignable both to and from every lifetime parameter.
export type Elided = any;

/** In the type of a guard, how long what it guards is lent. No guard has it. */
export declare const lentFor: unique symbol;

/**
 * A shared borrow, Rust's `&'a T`: to read, as often as wanted, until the owner changes or ends.
 *
 * Erased at run time. TypeScript rejects a `Ref` where a `Mut` or an `Own` is wanted, and one lifetime parameter where another is
 * wanted; the checker rejects the rest. Source: the primitive type `&T`.
 *
 * @example
 * ```ts
 * import type { Ref } from "freehold";
 * const total = (prices: Ref<number[]>) => prices.reduce((sum, price) => sum + price, 0);
 * assert.equal(total([1, 2, 3]), 6);
 * ```
 */
export type Ref<T, A extends Lifetime = Elided> = T & { readonly [borrow]?: readonly ["ref" | "mut", A] };

/**
 * An exclusive borrow, Rust's `&'a mut T`: to read and write, one at a time.
 *
 * Erased at run time. A `Mut` is assignable to a `Ref`, never the other way round. Source: the primitive type `&mut T`.
 *
 * @example
 * ```ts
 * import type { Mut } from "freehold";
 * const double = (prices: Mut<number[]>) => prices.forEach((price, index) => (prices[index] = 2 * price));
 * const prices = [1, 2];
 * double(prices);
 * assert.deepEqual(prices, [2, 4]);
 * ```
 */
export type Mut<T, A extends Lifetime = Elided> = T & { readonly [borrow]?: readonly ["mut", A] };

/**
 * A value by value, Rust's plain `T`: who is given it owns it, and the giver has it no longer.
 *
 * Erased at run time. TypeScript rejects a `Ref` or a `Mut` where an `Own` is wanted. Source: ownership of the language.
 *
 * @example
 * ```ts
 * import type { Own } from "freehold";
 * const archive = (lines: Own<string[]>) => lines.join("\n").length;
 * assert.equal(archive(["one", "two"]), 7);
 * ```
 */
export type Own<T> = T & { readonly [borrow]?: never };

/**
 * Marks a class whose values are owned: assigning or passing one moves it, and the end of its scope is its end.
 *
 * Has no members; it is the checker that reads it. Source: every Rust type that is not `Copy`.
 *
 * @example
 * ```ts
 * import type { Owned } from "freehold";
 * class Ticket implements Owned {
 *   readonly seat = 7;
 * }
 * assert.equal(new Ticket().seat, 7);
 * ```
 */
// oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-empty-interface -- Any optional member would make it a weak type, which a class with other members cannot implement.
export interface Owned {}

/**
 * Borrows `value` to read it: Rust's `&value`. Returns `value` itself.
 *
 * Cost: none, engines inline it. Throws nothing. Source: the borrow expression `&`.
 *
 * @example
 * ```ts
 * import { ref } from "freehold";
 * const prices = [1, 2];
 * assert.equal(ref(prices) === prices, true);
 * ```
 */
export function ref<T>(value: Own<T>): Ref<T>;
export function ref<T, A extends Lifetime = Elided>(value: Mut<T, A>): Ref<T, A>;
export function ref<T, A extends Lifetime = Elided>(value: Ref<T, A>): Ref<T, A>;
export function ref<T>(value: T): T {
  return value;
}

/**
 * Borrows `value` to change it: Rust's `&mut value`. Returns `value` itself.
 *
 * Cost: none, engines inline it. Throws nothing. Source: the borrow expression `&mut`.
 *
 * @example
 * ```ts
 * import { mut } from "freehold";
 * const prices = [1, 2];
 * mut(prices).push(3);
 * assert.deepEqual(prices, [1, 2, 3]);
 * ```
 */
export function mut<T>(value: Own<T>): Mut<T>;
export function mut<T, A extends Lifetime = Elided>(value: Mut<T, A>): Mut<T, A>;
export function mut<T>(value: T): T {
  return value;
}

/**
 * Moves `value`, or a closure together with what it captures: Rust's `move || …`. Returns `value` itself.
 *
 * Cost: none, engines inline it. Throws nothing. Source: the keyword `move`.
 *
 * @example
 * ```ts
 * import { move } from "freehold";
 * const greeting = ["hello", "world"];
 * const greet = move(() => greeting.join(" "));
 * assert.equal(greet(), "hello world");
 * ```
 */
export function move<T>(value: Own<T>): Own<T> {
  return value;
}
