/** The right to change the value of a `Mutex`, as long as it lives: `std::sync::MutexGuard`. */

import type { Elided, Lifetime } from "../types.ts";
import { ExclusiveGuard } from "./exclusive-guard.ts";

/**
 * Reads and writes the value of a `Mutex` while it lives; nobody else can.
 *
 * `value` of a number, boolean, string and so on is the value. Of a flat record of numbers and booleans it is a view: `guard.value.x += 1`
 * writes to shared memory at once. Of anything else it is a copy, which is written back when the guard is dropped.
 *
 * Danger: a guard that is never dropped locks for ever. Bind it with `using`; across `await`, others wait as long. What `value` lends is
 * dead after the guard.
 *
 * `A` is the lifetime of the lock's borrow, for strict code that has to name it: Rust's `MutexGuard<'a, T>`.
 *
 * Cost: 40 bytes. Using it after its drop throws `DroppedError`; dropping it again does nothing. A copy that cannot be written back
 * throws `NotSendError` from the drop, which releases all the same.
 *
 * Source: `std::sync::MutexGuard`.
 *
 * @example
 * ```ts
 * import { Mutex } from "freehold";
 * using point = Mutex.new({ x: 1, y: 2 });
 * {
 *   using guard = point.lock();
 *   guard.value.x += 10;
 * }
 * using guard = point.lock();
 * assert.equal(guard.value.x, 11);
 * ```
 */
export class MutexGuard<T, A extends Lifetime = Elided> extends ExclusiveGuard<T, A> {}
