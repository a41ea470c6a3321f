/** Joins the errors of several destructors as `using` does: the engine's `SuppressedError`, or one of the same shape. */

/**
 * The shape of ECMAScript's `SuppressedError`: what is thrown when several destructors throw. An engine's own where it has one.
 *
 * @example
 * ```ts
 * import { Drop, drop, type Suppressed } from "freehold";
 * class Failing extends Drop {
 *   readonly #message: string;
 *   constructor(message: string) {
 *     super();
 *     this.#message = message;
 *   }
 *   override drop() {
 *     throw new Error(this.#message);
 *   }
 * }
 * let joined: Partial<Suppressed> = {};
 * try { drop([new Failing("first"), new Failing("second")]); } catch (error) { joined = error as Suppressed; }
 * assert.equal((joined.error as Error).message, "second");
 * assert.equal((joined.suppressed as Error).message, "first");
 * ```
 */
export interface Suppressed extends Error {
  /** The later error. */
  readonly error: unknown;
  /** The earlier one, which would have been lost. */
  readonly suppressed: unknown;
}

type SuppressedConstructor = new (error: unknown, suppressed: unknown, message?: string) => Suppressed;

/** `later` was thrown while `earlier` was already on its way. */
export function suppress(later: unknown, earlier: unknown): Suppressed {
  const Native = (globalThis as { readonly SuppressedError?: SuppressedConstructor }).SuppressedError;
  const message = "An error was suppressed during disposal";
  return Native === undefined ? new SuppressedErrorOfOurs(later, earlier, message) : new Native(later, earlier, message);
}

/** For engines without it. It is never installed as a global. */
class SuppressedErrorOfOurs extends Error implements Suppressed {
  readonly error: unknown;
  readonly suppressed: unknown;

  constructor(error: unknown, suppressed: unknown, message: string) {
    super(message);
    Object.defineProperty(this, "name", { value: "SuppressedError", configurable: true, writable: true });
    this.error = error;
    this.suppressed = suppressed;
  }
}
