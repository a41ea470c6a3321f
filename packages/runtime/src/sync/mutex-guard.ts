/** The right to a value behind a lock, as long as it lives: `std::sync::MutexGuard`. */

import { born, checked, died } from "#checks";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { DroppedError } from "../internal/errors.ts";
import type { Address } from "../internal/memory-map.ts";
import { wrongReceiver } from "../internal/misuse.ts";
import { floats } from "../internal/shared-memory.ts";
import type { MutRef } from "../mut-ref.ts";
import { rememberHolder } from "./lock-report.ts";
import type { WaitedLock } from "./lock-wait.ts";
import { unlock, unlockPoisoned } from "./lock-word.ts";
import { expectLease, type Lease } from "./record-shape.ts";
import { holdsNumber, isCopy, numberAt, readValue, writeBack, writeValue, type Layout } from "./storage.ts";

/** What one handle of a lock knows, and all of its guards. */
export interface LockCore extends WaitedLock {
  readonly address: Address;
  /** The index of the lock's word. */
  readonly word: number;
  readonly layout: Layout;
  /** How many guards of this handle live. */
  guards: number;
}

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

/**
 * Reads and writes the value of a `Mutex` while it lives; nobody else can.
 *
 * `value` of a number, boolean, string and so on is the value. Of a flat record of numbers and booleans it is a view: `guard.value.x += 1`
 * writes to shared memory at once. Of anything else it is a copy, which is written back when the guard is dropped.
 *
 * Danger: a guard that is never dropped locks for ever. Bind it with `using`; across `await`, others wait as long. What `value` lends is
 * dead after the guard.
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
export class MutexGuard<T> implements Owner, Disposable, MutRef<T>, Lease {
  #core: LockCore | undefined;
  /** What `value` lent: a view of a record, or a copy to be written back. */
  #lent: unknown;

  /** @internal The caller has taken the lock. */
  constructor(core: LockCore) {
    this.#core = core;
    this.#lent = undefined;
    core.guards += 1;
    if (counted) {
      born(this, "MutexGuard");
      rememberHolder(core.first);
    }
  }

  /** @internal Ends the guard as a holder that failed: what it lent is not written back. */
  static poison(guard: MutexGuard<unknown>): void {
    const core = MutexGuard.#coreOf("poison", guard);
    if (core === undefined) return;
    MutexGuard.#finish(guard, core);
    unlockPoisoned(core.word, 1);
  }

  /** @internal For `Condvar`: the lock that the guard has. */
  static lockOf(method: string, guard: MutexGuard<unknown>): LockCore {
    return MutexGuard.#live(method, guard);
  }

  /** @internal For `Condvar`: what was lent is written back or dead, the guard lives on without the lock. */
  static pause(guard: MutexGuard<unknown>): void {
    const core = MutexGuard.#live("pause", guard);
    const lent = guard.#lent;
    guard.#lent = undefined;
    if (lent !== undefined) writeBack(core.first, core.layout, lent);
  }

  /** The value: `&*guard`. */
  get value(): T {
    const core = MutexGuard.#live("value", this);
    if (holdsNumber(core.first)) return floats()[numberAt(core.first)] as T;
    return (this.#lent ?? MutexGuard.#lend(this, core)) as T;
  }

  /** Overwrites the value: `*guard = value`. */
  set value(value: T) {
    const core = MutexGuard.#live("value", this);
    writeValue(core.first, core.layout, value);
    if (core.layout === undefined) this.#lent = undefined;
  }

  /** Releases the lock. */
  [Symbol.dispose](): void {
    const core = MutexGuard.#coreOf("[Symbol.dispose]", this);
    if (core === undefined) return;
    const lent = this.#lent;
    MutexGuard.#finish(this, core);
    if (lent === undefined) unlock(core.word, 1);
    else releaseSlow(core, lent);
  }

  /** @internal */
  [glue](_walk: DropWalk): void {
    this[Symbol.dispose]();
  }

  /** @internal */
  [disarm](): void {
    if (this.#core !== undefined) MutexGuard.#finish(this, this.#core);
  }

  /** @internal */
  [expectLease](): void {
    MutexGuard.#live("value", this);
  }

  static #lend(guard: MutexGuard<unknown>, core: LockCore): unknown {
    const value = readValue(core.first, core.layout, guard);
    if (core.layout !== undefined || isCopy(core.first, value)) guard.#lent = value;
    return value;
  }

  static #finish(guard: MutexGuard<unknown>, core: LockCore): void {
    guard.#core = undefined;
    guard.#lent = undefined;
    core.guards -= 1;
    if (counted) died(guard);
  }

  static #live(method: string, guard: MutexGuard<unknown>): LockCore {
    const core = MutexGuard.#coreOf(method, guard);
    if (core === undefined) throw releasedAlready();
    return core;
  }

  static #coreOf(method: string, received: MutexGuard<unknown>): LockCore | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#core;
    } catch {
      throw wrongReceiver(`MutexGuard.${method}`, "MutexGuard", received, "call `lock` of a `Mutex`");
    }
  }
}

function releaseSlow(core: LockCore, lent: unknown): void {
  try {
    writeBack(core.first, core.layout, lent);
  } finally {
    unlock(core.word, 1);
  }
}

function releasedAlready(): DroppedError {
  return new DroppedError("this `MutexGuard` was dropped and its lock released: keep the guard as long as you use the value");
}
