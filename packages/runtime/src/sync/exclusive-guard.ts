/** The right to change a value behind a lock, as long as it lives: what guards of all locks that exclude others have in common. */

import { born, checked, died } from "#checks";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { DroppedError } from "../internal/errors.ts";
import type { Address } from "../internal/memory-map.ts";
import { wrongReceiver } from "../internal/misuse.ts";
import type { MutRef } from "../mut-ref.ts";
import type { Elided, lentFor, Lifetime } from "../types.ts";
import { rememberHolder } from "./lock-report.ts";
import type { WaitedLock } from "./lock-wait.ts";
import { unlock, unlockHeld, unlockPoisoned } from "./lock-word.ts";
import { expectLease, expectMutLease, type Lease } from "./record-shape.ts";
import { isCopy, numberIn, overwriteNumber, readValue, writeBack, writeValue, type Layout } from "./storage.ts";

/** What one handle of a lock knows, and all of its guards. */
export interface LockCore extends WaitedLock {
  readonly address: Address;
  /** The index of the lock's word. */
  readonly word: number;
  readonly layout: Layout;
  /** How many sleepers look again when it is released. */
  readonly wake: number;
  /** How many guards of this handle live. */
  guards: number;
}

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

/** What `MutexGuard` and `RwLockWriteGuard` are. */
export abstract class ExclusiveGuard<T, A extends Lifetime = Elided> implements Owner, Disposable, MutRef<T>, Lease {
  declare readonly [lentFor]?: A;
  #core: LockCore | undefined;
  /** What `value` lent: a view of a record, or a copy to be written back. */
  #lent: unknown;

  /** @internal The caller has taken the lock. */
  constructor(core: LockCore) {
    this.#core = core;
    this.#lent = undefined;
    core.guards += 1;
    if (counted) {
      born(this, `${core.type} guard`);
      rememberHolder(core.first);
    }
  }

  /** @internal Ends the guard as a holder that failed: what it lent is not written back. */
  static poison(guard: ExclusiveGuard<unknown>): void {
    const core = ExclusiveGuard.#coreOf("poison", guard);
    if (core === undefined) return;
    ExclusiveGuard.#finish(guard, core);
    unlockPoisoned(core.word, core.wake);
  }

  /** @internal Ends the guard, but not its hold of the lock. */
  static handOver(guard: ExclusiveGuard<unknown>): LockCore {
    const core = ExclusiveGuard.#live("handOver", guard);
    ExclusiveGuard.pause(guard);
    ExclusiveGuard.#finish(guard, core);
    return core;
  }

  /** @internal For `Condvar`: the lock that the guard has. */
  static lockOf(method: string, guard: ExclusiveGuard<unknown>): LockCore {
    return ExclusiveGuard.#live(method, guard);
  }

  /** @internal For `Condvar`: what was lent is written back or dead, the guard lives on without the lock. */
  static pause(guard: ExclusiveGuard<unknown>): void {
    const core = ExclusiveGuard.#live("pause", guard);
    const lent = guard.#lent;
    guard.#lent = undefined;
    if (lent !== undefined) writeBack(core.first, core.layout, lent);
  }

  /** The value: `&*guard`. */
  get value(): T {
    const core = ExclusiveGuard.#coreOf("value", this) ?? releasedAlready();
    return (numberIn(core.first) ?? this.#lent ?? ExclusiveGuard.#lend(this, core)) as T;
  }

  /** Overwrites the value: `*guard = value`. */
  set value(value: T) {
    const core = ExclusiveGuard.#coreOf("value", this) ?? releasedAlready();
    if (typeof value === "number" && overwriteNumber(core.first, value)) return;
    writeValue(core.first, core.layout, value);
    if (core.layout === undefined) this.#lent = undefined;
  }

  /** Releases the lock. */
  [Symbol.dispose](): void {
    const core = ExclusiveGuard.#coreOf("[Symbol.dispose]", this);
    if (core === undefined) return;
    const lent = this.#lent;
    ExclusiveGuard.#finish(this, core);
    if (lent === undefined) unlockHeld(core.word, core.held, core.wake);
    else releaseSlow(core, lent);
  }

  /** @internal */
  [glue](_walk: DropWalk): void {
    this[Symbol.dispose]();
  }

  /** @internal */
  [disarm](): void {
    if (this.#core !== undefined) ExclusiveGuard.#finish(this, this.#core);
  }

  /** @internal */
  [expectLease](): void {
    ExclusiveGuard.#live("value", this);
  }

  /** @internal */
  [expectMutLease](): void {
    ExclusiveGuard.#live("value", this);
  }

  static #lend(guard: ExclusiveGuard<unknown>, core: LockCore): unknown {
    const value = readValue(core.first, core.layout, guard);
    if (core.layout !== undefined || isCopy(core.first, value)) guard.#lent = value;
    return value;
  }

  static #finish(guard: ExclusiveGuard<unknown>, core: LockCore): void {
    guard.#core = undefined;
    guard.#lent = undefined;
    core.guards -= 1;
    if (counted) died(guard);
  }

  static #live(method: string, guard: ExclusiveGuard<unknown>): LockCore {
    return ExclusiveGuard.#coreOf(method, guard) ?? releasedAlready();
  }

  static #coreOf(method: string, received: ExclusiveGuard<unknown>): LockCore | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#core;
    } catch {
      throw wrongReceiver(`MutexGuard.${method}`, "MutexGuard", received, "call `lock` of a `Mutex`, or `write` of a `RwLock`");
    }
  }
}

/** Runs `use` with the guard, then ends it: as a holder that failed when `use` throws. */
export function useOrPoison<T, R>(guard: ExclusiveGuard<T>, use: (content: MutRef<T>) => R): R {
  let failed = true;
  try {
    const result = use(guard);
    failed = false;
    return result;
  } finally {
    if (failed) ExclusiveGuard.poison(guard);
    else guard[Symbol.dispose]();
  }
}

function releaseSlow(core: LockCore, lent: unknown): void {
  try {
    writeBack(core.first, core.layout, lent);
  } finally {
    unlock(core.word, core.wake);
  }
}

function releasedAlready(): never {
  throw new DroppedError("this guard was dropped and its lock released: keep it as long as you use the value");
}
