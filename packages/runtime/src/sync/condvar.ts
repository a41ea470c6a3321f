/** Waiting until another thread says that something has changed: `std::sync::Condvar`. */

import { now } from "#atomics";
import { cellFromWire, cellKind, cellToWire, makeCell } from "../internal/cells.ts";
import { MisuseError } from "../internal/errors.ts";
import { mayBlock } from "../internal/may-block.ts";
import type { Address } from "../internal/memory-map.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { CellHandle } from "./cell-handle.ts";
import { notifyTurn, waitForTurn } from "./condvar-word.ts";
import { ExclusiveGuard } from "./exclusive-guard.ts";
import { poisoned } from "./lock-errors.ts";
import { lockWithin } from "./lock-wait.ts";
import { isPoisoned } from "./lock-word.ts";
import { MutexGuard } from "./mutex-guard.ts";

/**
 * Lets a thread that holds a `Mutex` sleep until another one notifies it; it gives the lock up meanwhile and has it again afterwards.
 *
 * Danger: a wake-up says only that it is worth looking again: wait in a loop, or with `waitWhile`. Who changes what is waited for must do so
 * under the lock, and notify afterwards. A guard's `value` must be read anew after each wait.
 *
 * Cost: 128 bytes of shared memory; `notifyOne` and `notifyAll` one load while nobody waits. `wait` throws `PoisonError` when the lock was
 * poisoned meanwhile, and `MisuseError` in a page's own thread, which may not sleep. Using it after its drop throws `DroppedError`.
 *
 * Source: `std::sync::Condvar`.
 *
 * @example
 * ```ts
 * import { Condvar, Mutex } from "freehold";
 * using ready = Mutex.new(false);
 * using changed = Condvar.new();
 * ready.with((flag) => { flag.value = true; });
 * changed.notifyAll();
 * using guard = ready.lock();
 * changed.waitWhile(guard, (isReady) => !isReady);
 * assert.equal(guard.value, true);
 * ```
 */
export class Condvar extends CellHandle {
  static {
    registerShareable<Condvar>({
      tag: "Condvar",
      type: Condvar,
      toWire: (condvar) => cellToWire(CellHandle.addressOf("Condvar", "send", condvar)),
      fromWire: (data) => new Condvar(cellFromWire(cellKind.condvar, data)),
    });
  }

  private constructor(address: Address) {
    super("Condvar", address);
  }

  /** One that nobody waits for. */
  static new(): Condvar {
    return new Condvar(makeCell(cellKind.condvar));
  }

  /** Gives the lock of `guard` up, sleeps until it is notified, or for no reason at all, and has the lock again. Gives `guard`. */
  wait<T>(guard: MutexGuard<T>): MutexGuard<T> {
    sleep(CellHandle.wordOf("Condvar", "wait", this), expectGuard("wait", guard), Infinity);
    return guard;
  }

  /** Waits as long as `condition` says so of the value. */
  waitWhile<T>(guard: MutexGuard<T>, condition: (value: T) => boolean): MutexGuard<T> {
    expectFunction("Condvar.waitWhile", condition);
    const word = CellHandle.wordOf("Condvar", "waitWhile", this);
    expectGuard("waitWhile", guard);
    while (condition(guard.value)) sleep(word, guard, Infinity);
    return guard;
  }

  /** As `wait`, for so many milliseconds at most; `false` when time was up. */
  waitTimeout(guard: MutexGuard<unknown>, timeoutMs: number): boolean {
    return sleep(CellHandle.wordOf("Condvar", "waitTimeout", this), expectGuard("waitTimeout", guard), timeoutMs);
  }

  /** As `waitWhile`, for so many milliseconds at most; `false` when time was up and `condition` still holds. */
  waitTimeoutWhile<T>(guard: MutexGuard<T>, timeoutMs: number, condition: (value: T) => boolean): boolean {
    expectFunction("Condvar.waitTimeoutWhile", condition);
    const word = CellHandle.wordOf("Condvar", "waitTimeoutWhile", this);
    expectGuard("waitTimeoutWhile", guard);
    const end = now() + timeoutMs;
    while (condition(guard.value)) {
      const left = end - now();
      if (left <= 0) return false;
      sleep(word, guard, left);
    }
    return true;
  }

  /** Wakes one of those that wait, if any. */
  notifyOne(): void {
    notifyTurn(CellHandle.wordOf("Condvar", "notifyOne", this), 1);
  }

  /** Wakes all of them. */
  notifyAll(): void {
    notifyTurn(CellHandle.wordOf("Condvar", "notifyAll", this), Infinity);
  }
}

function expectGuard<T>(method: string, guard: MutexGuard<T>): MutexGuard<T> {
  if (!(guard instanceof MutexGuard)) throw wrongReceiver(`Condvar.${method}`, "MutexGuard", guard, "call `lock` of a `Mutex`");
  return guard;
}

/** `false` when nobody notified in time. The guard has the lock again, unless this throws. */
function sleep(word: number, guard: MutexGuard<unknown>, timeoutMs: number): boolean {
  const core = ExclusiveGuard.lockOf("wait", guard);
  if (!mayBlock()) throw new MisuseError("this thread may not sleep: `Condvar.wait` needs a worker of its own");
  ExclusiveGuard.pause(guard);
  const notified = waitForTurn(word, core.word, core.held, timeoutMs);
  if (!isPoisoned(core.word)) return notified;
  guard[Symbol.dispose]();
  throw poisoned(core, () => {
    lockWithin(core, Infinity);
    return new MutexGuard(core);
  });
}
