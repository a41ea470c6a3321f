/** A value that many threads may read or one may change: `std::sync::RwLock`. */

import { cellKind } from "../internal/cells.ts";
import { expectFunction } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import type { MutRef } from "../mut-ref.ts";
import type { WaitOptions } from "./async-wait.ts";
import { useOrPoison, type LockCore } from "./exclusive-guard.ts";
import { expectOnlyHandle, lockedStill, poisoned } from "./lock-errors.ts";
import { LockHandle, makeLock, receiveLock } from "./lock-handle.ts";
import { isPoisoned } from "./lock-word.ts";
import { tryWrite, unlockWrite } from "./read-write-word.ts";
import {
  closeRwLock,
  endRead,
  isLockedHere,
  openRwLock,
  readWithin,
  readWithinAsync,
  tryReadHere,
  writeWithin,
  writeWithinAsync,
  type RwLockCore,
} from "./rw-lock-core.ts";
import { RwLockReadGuard, RwLockWriteGuard } from "./rw-lock-guards.ts";
import { takeValue } from "./storage.ts";

/**
 * Lets many threads read its value at a time, or one change it. A writer that waits comes before readers that come later; after a writer,
 * whoever is first. It lies in shared memory: sent to another thread, or put into an `Arc`, it is the same there.
 *
 * Danger: a guard that is never dropped locks for ever: bind it with `using`, or use `with` and `withMut`. A thread that reads cannot begin to
 * write. When a thread dies while it writes, or what `withMut` runs throws, the lock is *poisoned*; readers do not poison.
 *
 * Cost: 128 bytes of shared memory; reading takes three atomic operations and leaving it two, writing twelve: a `Mutex` is faster where
 * sections are short. Throws what `Mutex` throws, and `DeadlockError` when a thread that reads would write.
 *
 * Source: `std::sync::RwLock`.
 *
 * @example
 * ```ts
 * import { RwLock } from "freehold";
 * using lock = RwLock.new(5);
 * {
 *   using first = lock.read();
 *   using second = lock.read();
 *   assert.equal(first.value + second.value, 10);
 * }
 * lock.withMut((value) => { value.value += 1; });
 * assert.equal(lock.intoInner(), 6);
 * ```
 */
export class RwLock<T> extends LockHandle<RwLockCore> {
  static {
    registerShareable<RwLock<unknown>>({
      tag: "RwLock",
      type: RwLock,
      toWire: (lock) => LockHandle.send("RwLock", lock),
      fromWire: (data) => new RwLock(receiveLock(cellKind.rwLock, data)),
    });
  }

  private constructor({ address, layout }: Pick<LockCore, "address" | "layout">) {
    super(openRwLock(address, layout), closeUnlocked);
  }

  /** A lock around `value`, which is copied into shared memory. Throws `NotSendError` when it cannot be. */
  static new<T>(value: T): RwLock<T> {
    return new RwLock<T>(makeLock(cellKind.rwLock, value));
  }

  /** Waits until nobody writes or waits to, and reads. */
  read(): RwLockReadGuard<T> {
    return readGuard(RwLock.coreOf("RwLock", "read", this), Infinity);
  }

  /** Reads if nobody writes or waits to, else gives `undefined`. Throws `PoisonError`. */
  tryRead(): RwLockReadGuard<T> | undefined {
    const core = RwLock.coreOf("RwLock", "tryRead", this);
    if (!tryReadHere(core)) return undefined;
    expectWholeToRead(core);
    return new RwLockReadGuard(core);
  }

  /** As `read`, for so many milliseconds at most. Throws `TimeoutError`, which tells who writes. */
  readFor(timeoutMs: number): RwLockReadGuard<T> {
    return readGuard(RwLock.coreOf("RwLock", "readFor", this), timeoutMs);
  }

  /** As `read`, for threads that must not sleep, and with a time-out or a signal. */
  async readAsync(options: WaitOptions = {}): Promise<RwLockReadGuard<T>> {
    const core = RwLock.coreOf("RwLock", "readAsync", this);
    await readWithinAsync(core, options);
    expectWholeToRead(core);
    return new RwLockReadGuard(core);
  }

  /** Waits until nobody reads or writes, and writes. */
  write(): RwLockWriteGuard<T> {
    return writeGuard(RwLock.coreOf("RwLock", "write", this), Infinity);
  }

  /** Writes if nobody reads or writes, else gives `undefined`. Throws `PoisonError`. */
  tryWrite(): RwLockWriteGuard<T> | undefined {
    const core = RwLock.coreOf("RwLock", "tryWrite", this);
    if (!tryWrite(core.words, core.held)) return undefined;
    expectWholeToWrite(core);
    return new RwLockWriteGuard(core);
  }

  /** As `write`, for so many milliseconds at most. Throws `TimeoutError`. */
  writeFor(timeoutMs: number): RwLockWriteGuard<T> {
    return writeGuard(RwLock.coreOf("RwLock", "writeFor", this), timeoutMs);
  }

  /** As `write`, for threads that must not sleep, and with a time-out or a signal. */
  async writeAsync(options: WaitOptions = {}): Promise<RwLockWriteGuard<T>> {
    const core = RwLock.coreOf("RwLock", "writeAsync", this);
    await writeWithinAsync(core, options);
    expectWholeToWrite(core);
    return new RwLockWriteGuard(core);
  }

  /** Runs `use` while nobody writes. */
  with<R>(use: (value: T) => R): R {
    expectFunction("RwLock.with", use);
    const guard = readGuard<T>(RwLock.coreOf("RwLock", "with", this), Infinity);
    try {
      return use(guard.value);
    } finally {
      guard[Symbol.dispose]();
    }
  }

  /** Runs `use` while nobody else reads or writes. When it throws, the lock is poisoned. */
  withMut<R>(use: (content: MutRef<T>) => R): R {
    expectFunction("RwLock.withMut", use);
    return useOrPoison(writeGuard<T>(RwLock.coreOf("RwLock", "withMut", this), Infinity), use);
  }

  /** Takes the value out; the lock is used up. Throws `PoisonError`, what `write` throws, and `BorrowMutError` while others have handles. */
  intoInner(): T {
    const core = RwLock.coreOf("RwLock", "intoInner", this);
    expectOnlyHandle(core.address, "RwLock");
    writeWithin(core, Infinity);
    expectWholeToWrite(core);
    const value = takeValue(core.first, core.layout) as T;
    unlockWrite(core.words);
    LockHandle.moved(this);
    return value;
  }
}

function closeUnlocked(core: RwLockCore): void {
  if (core.handles === 1 && isLockedHere(core)) throw lockedStill("RwLock");
  closeRwLock(core);
}

function readGuard<T>(core: RwLockCore, timeoutMs: number): RwLockReadGuard<T> {
  readWithin(core, timeoutMs);
  expectWholeToRead(core);
  return new RwLockReadGuard<T>(core);
}

function writeGuard<T>(core: RwLockCore, timeoutMs: number): RwLockWriteGuard<T> {
  writeWithin(core, timeoutMs);
  expectWholeToWrite(core);
  return new RwLockWriteGuard<T>(core);
}

/** The caller has begun to read. */
function expectWholeToRead(core: RwLockCore): void {
  if (!isPoisoned(core.word)) return;
  endRead(core);
  throw poisoned(core, () => {
    readWithin(core, Infinity);
    return new RwLockReadGuard(core);
  });
}

/** The caller has begun to write. */
function expectWholeToWrite(core: RwLockCore): void {
  if (!isPoisoned(core.word)) return;
  unlockWrite(core.words);
  throw poisoned(core, () => {
    writeWithin(core, Infinity);
    return new RwLockWriteGuard(core);
  });
}
