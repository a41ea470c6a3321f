/** A value that one thread at a time may change: `std::sync::Mutex`. */

import { compareExchange } from "#atomics";
import { born, checked, died } from "#checks";
import { cellFromWire, cellKind, cellToWire, dropCell, makeCell } from "../internal/cells.ts";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { currentThreadId } from "../internal/thread-id.ts";
import type { MutRef } from "../mut-ref.ts";
import type { WaitOptions } from "./async-wait.ts";
import { ExclusiveGuard, type LockCore } from "./exclusive-guard.ts";
import { clearPoison, heldBy, isPoisoned, tryLock, unlock } from "./lock-word.ts";
import { expectOnlyHandle, lockedStill, poisoned } from "./lock-errors.ts";
import { lockWithin, lockWithinAsync } from "./lock-wait.ts";
import { MutexGuard } from "./mutex-guard.ts";
import { clearValue, initialize, layoutFromWire, layoutToWire, takeValue, type LayoutWire } from "./storage.ts";

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

interface MutexWire {
  readonly address: number;
  readonly generation: number;
  readonly layout: LayoutWire;
}

/**
 * Lets one thread at a time at its value; the others wait. It lies in shared memory: sent to another thread, or put into an `Arc`, it is the
 * same there.
 *
 * Danger: a guard that is never dropped locks for ever: bind it with `using`, or use `with`. Two locks that two threads take in
 * opposite orders wait for each other. When a thread dies while it has the lock, or what `with` runs throws, the lock is *poisoned*: the next
 * one gets a `PoisonError`. A throw past a `using` only releases, since JavaScript tells no guard of it. A value that is neither a number, a
 * boolean nor a flat record of these is copied in and out as a whole.
 *
 * Cost: 128 bytes of shared memory, 100 of a handle, 40 of a guard; locking and unlocking one atomic operation each while nobody else
 * wants it. `lock` throws `PoisonError`, `DeadlockError` when this thread has the lock already, and `MisuseError` in a page's own thread, which
 * may not sleep: use `lockAsync` there. Use after the drop throws `DroppedError`, dropping it while it is locked here `BorrowMutError`.
 *
 * Source: `std::sync::Mutex`.
 *
 * @example
 * ```ts
 * import { Mutex } from "freehold";
 * using counter = Mutex.new(0);
 * {
 *   using guard = counter.lock();
 *   guard.value += 1;
 * }
 * counter.with((count) => { count.value += 1; });
 * assert.equal(counter.intoInner(), 2);
 * ```
 */
export class Mutex<T> implements Owner, Disposable {
  readonly #core: LockCore;
  #ended: End | undefined;

  static {
    registerShareable<Mutex<unknown>>({
      tag: "Mutex",
      type: Mutex,
      toWire: (mutex) => {
        const { address, layout } = Mutex.#live("send", mutex);
        return { ...cellToWire(address), layout: layoutToWire(layout) } satisfies MutexWire;
      },
      fromWire: (data) => {
        const address = cellFromWire(cellKind.mutex, data);
        return new Mutex(address, layoutFromWire(address >> 2, (data as MutexWire).layout));
      },
    });
  }

  private constructor(address: Address, layout: LockCore["layout"]) {
    const first = address >> 2;
    const held = heldBy(currentThreadId());
    this.#core = { type: "Mutex", asyncMethod: "lockAsync", address, first, word: first + cell.word, held, layout, wake: 1, guards: 0 };
    this.#ended = undefined;
    if (counted) born(this, "Mutex");
  }

  /** A lock around `value`, which is copied into shared memory. Throws `NotSendError` when it cannot be. */
  static new<T>(value: T): Mutex<T> {
    const address = makeCell(cellKind.mutex);
    try {
      return new Mutex<T>(address, initialize(address >> 2, value));
    } catch (error) {
      dropCell(address, clearValue);
      throw error;
    }
  }

  /** Waits until nobody has the lock, and takes it. */
  lock(): MutexGuard<T> {
    const core = Mutex.#live("lock", this);
    if (compareExchange(core.word, 0, core.held) !== 0) lockChecked(core, Infinity);
    return new MutexGuard(core);
  }

  /** Takes the lock if nobody has it, else gives `undefined`. Throws `PoisonError`. */
  tryLock(): MutexGuard<T> | undefined {
    const core = Mutex.#live("tryLock", this);
    if (!tryLock(core.word, core.held)) return undefined;
    expectWhole(core);
    return new MutexGuard(core);
  }

  /** As `lock`, for so many milliseconds at most. Throws `TimeoutError`, which tells who has the lock. */
  lockFor(timeoutMs: number): MutexGuard<T> {
    const core = Mutex.#live("lockFor", this);
    lockChecked(core, timeoutMs);
    return new MutexGuard(core);
  }

  /** As `lock`, for threads that must not sleep, and with a time-out or a signal. Tasks of one thread may wait for each other by it. */
  async lockAsync(options: WaitOptions = {}): Promise<MutexGuard<T>> {
    const core = Mutex.#live("lockAsync", this);
    await lockWithinAsync(core, options);
    expectWhole(core);
    return new MutexGuard(core);
  }

  /** Runs `use` under the lock. When it throws, the lock is poisoned. */
  with<R>(use: (content: MutRef<T>) => R): R {
    expectFunction("Mutex.with", use);
    const core = Mutex.#live("with", this);
    if (compareExchange(core.word, 0, core.held) !== 0) lockChecked(core, Infinity);
    const guard = new MutexGuard<T>(core);
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

  /** Whether the last holder failed. */
  isPoisoned(): boolean {
    return isPoisoned(Mutex.#live("isPoisoned", this).word);
  }

  /** Declares the value whole again: for whoever has looked at it. */
  clearPoison(): void {
    clearPoison(Mutex.#live("clearPoison", this).word);
  }

  /** Takes the value out; the lock is used up. Throws `PoisonError`, what `lock` throws, and `BorrowMutError` while others have handles. */
  intoInner(): T {
    const core = Mutex.#live("intoInner", this);
    expectOnlyHandle(core.address, "Mutex");
    lockChecked(core, Infinity);
    const value = takeValue(core.first, core.layout) as T;
    unlock(core.word, 1);
    Mutex.#finish(this, movedHere());
    return value;
  }

  /** Gives up this handle; the last one, in whatever thread, drops the value. */
  [Symbol.dispose](): void {
    if (Mutex.#endOf("[Symbol.dispose]", this) === undefined) Mutex.#finish(this, droppedHere());
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#ended === undefined) Mutex.#finish(this, droppedAt(walk.place));
  }

  /** @internal */
  [disarm](): void {
    if (this.#ended === undefined) Mutex.#end(this, movedHere());
  }

  static #finish(mutex: Mutex<unknown>, end: End): void {
    const { address, guards } = mutex.#core;
    if (guards > 0) throw lockedStill("Mutex");
    Mutex.#end(mutex, end);
    dropCell(address, clearValue);
  }

  static #end(mutex: Mutex<unknown>, end: End): void {
    mutex.#ended = end;
    if (counted) died(mutex);
  }

  static #live<T>(method: string, mutex: Mutex<T>): LockCore {
    const end = Mutex.#endOf(method, mutex);
    if (end !== undefined) throw afterEnd("Mutex", end);
    return mutex.#core;
  }

  static #endOf(method: string, received: Mutex<unknown>): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#ended;
    } catch {
      throw wrongReceiver(`Mutex.${method}`, "Mutex", received);
    }
  }
}

/** Takes the lock, and gives it back when it is poisoned. */
function lockChecked(core: LockCore, timeoutMs: number): void {
  lockWithin(core, timeoutMs);
  expectWhole(core);
}

/** The caller has the lock. */
function expectWhole(core: LockCore): void {
  if (!isPoisoned(core.word)) return;
  unlock(core.word, 1);
  throw poisoned(core, () => {
    lockWithin(core, Infinity);
    return new MutexGuard(core);
  });
}
