/** A value that one thread at a time may change: `std::sync::Mutex`. */

import { compareExchange } from "#atomics";
import { cellKind } from "../internal/cells.ts";
import { cell } from "../internal/memory-map.ts";
import { expectFunction } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { currentThreadId } from "../internal/thread-id.ts";
import type { MutRef } from "../mut-ref.ts";
import type { WaitOptions } from "./async-wait.ts";
import { useOrPoison, type LockCore } from "./exclusive-guard.ts";
import { expectOnlyHandle, lockedStill, poisoned } from "./lock-errors.ts";
import { LockHandle, makeLock, receiveLock } from "./lock-handle.ts";
import { lockWithin, lockWithinAsync } from "./lock-wait.ts";
import { heldBy, isPoisoned, tryLock, unlock } from "./lock-word.ts";
import { MutexGuard } from "./mutex-guard.ts";
import { takeValue } from "./storage.ts";

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
export class Mutex<T> extends LockHandle<LockCore> {
  static {
    registerShareable<Mutex<unknown>>({
      tag: "Mutex",
      type: Mutex,
      toWire: (mutex) => LockHandle.send("Mutex", mutex),
      fromWire: (data) => new Mutex(receiveLock(cellKind.mutex, data)),
    });
  }

  private constructor({ address, layout }: Pick<LockCore, "address" | "layout">) {
    const first = address >> 2;
    const held = heldBy(currentThreadId());
    super(
      { type: "Mutex", asyncMethod: "lockAsync", address, first, word: first + cell.word, held, layout, wake: 1, guards: 0 },
      expectUnlocked,
    );
  }

  /** A lock around `value`, which is copied into shared memory. Throws `NotSendError` when it cannot be. */
  static new<T>(value: T): Mutex<T> {
    return new Mutex<T>(makeLock(cellKind.mutex, value));
  }

  /** Waits until nobody has the lock, and takes it. */
  lock(): MutexGuard<T> {
    const core = Mutex.coreOf("Mutex", "lock", this);
    if (compareExchange(core.word, 0, core.held) !== 0) lockChecked(core, Infinity);
    return new MutexGuard(core);
  }

  /** Takes the lock if nobody has it, else gives `undefined`. Throws `PoisonError`. */
  tryLock(): MutexGuard<T> | undefined {
    const core = Mutex.coreOf("Mutex", "tryLock", this);
    if (!tryLock(core.word, core.held)) return undefined;
    expectWhole(core);
    return new MutexGuard(core);
  }

  /** As `lock`, for so many milliseconds at most. Throws `TimeoutError`, which tells who has the lock. */
  lockFor(timeoutMs: number): MutexGuard<T> {
    const core = Mutex.coreOf("Mutex", "lockFor", this);
    lockChecked(core, timeoutMs);
    return new MutexGuard(core);
  }

  /** As `lock`, for threads that must not sleep, and with a time-out or a signal. Tasks of one thread may wait for each other by it. */
  async lockAsync(options: WaitOptions = {}): Promise<MutexGuard<T>> {
    const core = Mutex.coreOf("Mutex", "lockAsync", this);
    await lockWithinAsync(core, options);
    expectWhole(core);
    return new MutexGuard(core);
  }

  /** Runs `use` under the lock. When it throws, the lock is poisoned. */
  with<R>(use: (content: MutRef<T>) => R): R {
    expectFunction("Mutex.with", use);
    const core = Mutex.coreOf("Mutex", "with", this);
    if (compareExchange(core.word, 0, core.held) !== 0) lockChecked(core, Infinity);
    return useOrPoison(new MutexGuard<T>(core), use);
  }

  /** Takes the value out; the lock is used up. Throws `PoisonError`, what `lock` throws, and `BorrowMutError` while others have handles. */
  intoInner(): T {
    const core = Mutex.coreOf("Mutex", "intoInner", this);
    expectOnlyHandle(core.address, "Mutex");
    lockChecked(core, Infinity);
    const value = takeValue(core.first, core.layout) as T;
    unlock(core.word, 1);
    LockHandle.moved(this);
    return value;
  }
}

function expectUnlocked({ guards }: LockCore): void {
  if (guards > 0) throw lockedStill("Mutex");
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
