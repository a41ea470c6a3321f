/** The mark of a trait's method that has no body. */

/**
 * Stands for a method that every implementation must write. A method with a body instead is a default, which implementations may override.
 *
 * Cost: none. Source: a method of a trait that ends in `;`.
 *
 * @example
 * ```ts
 * import { dyn, impl, required, Trait } from "freehold";
 * interface Greet {
 *   name(): string;
 *   greet(): string;
 * }
 * const Greet = Trait.define<Greet, "greet">("Greet", {
 *   name: required,
 *   greet() {
 *     return `Hello, ${this.name()}!`;
 *   },
 * });
 * impl(Greet).for(String, {
 *   name() {
 *     return this.toUpperCase();
 *   },
 * });
 * using ada = dyn(Greet, "ada");
 * assert.equal(ada.greet(), "Hello, ADA!");
 * ```
 */
export const required: unique symbol = Symbol("freehold.required");
