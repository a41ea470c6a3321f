/** The mark of a trait's method that has no body. */

/**
 * Stands for a method that every implementation must write: `Trait.define("Logger", { log: required })`.
 *
 * Source: a method of a trait that ends in `;`.
 *
 * @example
 * ```ts
 * import { required, Trait } from "freehold";
 * const Logger = Trait.define<{ log(message: string): void }>("Logger", { log: required });
 * assert.equal(Logger.name, "Logger");
 * ```
 */
export const required: unique symbol = Symbol("freehold.required");
