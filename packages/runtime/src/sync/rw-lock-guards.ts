/** The right to read or to change the value of a `RwLock`, as long as it lives: `std::sync::RwLockReadGuard`, `RwLockWriteGuard`. */

import { born, checked, died } from "#checks";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { BorrowMutError, DroppedError } from "../internal/errors.ts";
import { wrongReceiver } from "../internal/misuse.ts";
import type { Elided, lentFor, Lifetime } from "../types.ts";
import { ExclusiveGuard } from "./exclusive-guard.ts";
import { downgrade } from "./read-write-word.ts";
import { expectLease, expectMutLease, type Lease } from "./record-shape.ts";
import { endRead, type RwLockCore } from "./rw-lock-core.ts";
import { endCopy, isCopy, readValue } from "./storage.ts";

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

/**
 * Reads the value of a `RwLock` while it lives; others may read too, nobody can write.
 *
 * Danger: a guard that is never dropped keeps writers out for ever. Bind it with `using`. What `value` lends is dead after the guard; a copy
 * of something cloned is this guard's own, and changing it changes nothing else.
 *
 * `A` is the lifetime of the lock's borrow, for strict code that has to name it: Rust's `RwLockReadGuard<'a, T>`.
 *
 * Cost: 40 bytes. Using it after its drop throws `DroppedError`, writing to a record `BorrowMutError`.
 *
 * Source: `std::sync::RwLockReadGuard`.
 *
 * @example
 * ```ts
 * import { RwLock } from "freehold";
 * using lock = RwLock.new({ x: 1 });
 * using first = lock.read();
 * using second = lock.read();
 * assert.equal(first.value.x + second.value.x, 2);
 * ```
 */
export class RwLockReadGuard<T, A extends Lifetime = Elided> implements Owner, Disposable, Lease {
  declare readonly [lentFor]?: A;

  #core: RwLockCore | undefined;
  #lent: unknown;

  /** @internal The caller has begun to read. */
  constructor(core: RwLockCore) {
    this.#core = core;
    this.#lent = undefined;
    if (counted) born(this, "RwLockReadGuard");
  }

  /** The value: `&*guard`. */
  get value(): T {
    const core = RwLockReadGuard.#live("value", this);
    if (this.#lent !== undefined) return this.#lent as T;
    const value = readValue(core.first, core.layout, this);
    if (core.layout !== undefined || isCopy(core.first, value)) this.#lent = value;
    return value as T;
  }

  /** Ends reading. */
  [Symbol.dispose](): void {
    const core = RwLockReadGuard.#coreOf("[Symbol.dispose]", this);
    if (core === undefined) return;
    const lent = this.#lent;
    RwLockReadGuard.#finish(this);
    try {
      if (lent !== undefined) endCopy(core.first, core.layout, lent);
    } finally {
      endRead(core);
    }
  }

  /** @internal */
  [glue](_walk: DropWalk): void {
    this[Symbol.dispose]();
  }

  /** @internal */
  [disarm](): void {
    if (this.#core !== undefined) RwLockReadGuard.#finish(this);
  }

  /** @internal */
  [expectLease](): void {
    RwLockReadGuard.#live("value", this);
  }

  /** @internal */
  [expectMutLease](): void {
    RwLockReadGuard.#live("value", this);
    throw new BorrowMutError("this record is lent to readers: take the lock with `write` to change it");
  }

  static #finish(guard: RwLockReadGuard<unknown>): void {
    guard.#core = undefined;
    guard.#lent = undefined;
    if (counted) died(guard);
  }

  static #live(method: string, guard: RwLockReadGuard<unknown>): RwLockCore {
    const core = RwLockReadGuard.#coreOf(method, guard);
    if (core === undefined) throw new DroppedError("this guard was dropped and its lock released: keep it as long as you use the value");
    return core;
  }

  static #coreOf(method: string, received: RwLockReadGuard<unknown>): RwLockCore | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#core;
    } catch {
      throw wrongReceiver(`RwLockReadGuard.${method}`, "RwLockReadGuard", received, "call `read` of a `RwLock`");
    }
  }
}

/**
 * Reads and writes the value of a `RwLock` while it lives; nobody else can. It lends as a `MutexGuard` does.
 *
 * Danger: a guard that is never dropped locks for ever. Bind it with `using`; across `await`, others wait as long.
 *
 * Cost: 40 bytes. Using it after its drop throws `DroppedError`.
 *
 * Source: `std::sync::RwLockWriteGuard`.
 *
 * @example
 * ```ts
 * import { RwLock, RwLockWriteGuard } from "freehold";
 * using lock = RwLock.new(1);
 * const writer = lock.write();
 * writer.value += 1;
 * using reader = RwLockWriteGuard.downgrade(writer);
 * assert.equal(reader.value, 2);
 * ```
 */
export class RwLockWriteGuard<T, A extends Lifetime = Elided> extends ExclusiveGuard<T, A> {
  /** The writer goes on as a reader, and no other writer comes between. The given guard is used up. */
  static downgrade<T, A extends Lifetime>(guard: RwLockWriteGuard<T, A>): RwLockReadGuard<T, A> {
    const core = ExclusiveGuard.handOver(guard) as RwLockCore;
    core.reads += 1;
    downgrade(core.words, core.slot);
    return new RwLockReadGuard<T, A>(core);
  }
}
