/** Taking a lock that is not free at once, for all locks whose word is a lock word. */

import { checked } from "#checks";
import { add, load, sub } from "#atomics";
import { MisuseError } from "../internal/errors.ts";
import { cell } from "../internal/memory-map.ts";
import { mayBlock } from "../internal/may-block.ts";
import { awake } from "../internal/thread-id.ts";
import { attemptAsync, type WaitOptions } from "./async-wait.ts";
import { lockedAlready } from "./lock-errors.ts";
import { lockTimedOut, rememberWaiter, type ReportedLock } from "./lock-report.ts";
import { asyncTurns, asyncWaiters, lockOrAnnounce, lockSlow, ownerIn, tryLock, WAITING } from "./lock-word.ts";

/** One handle's view of a lock. */
export interface WaitedLock extends ReportedLock {
  /** What the word holds while this thread has the lock. */
  readonly held: number;
  /** The method that waits without blocking, for messages. */
  readonly asyncMethod: string;
}

/** Takes the lock. Throws `TimeoutError`, `DeadlockError` when this thread has it already, `MisuseError` where it may not sleep. */
export function lockWithin(lock: WaitedLock, timeoutMs: number): void {
  const word = lock.first + cell.word;
  if (tryLock(word, lock.held)) return;
  if (ownerIn(load(word)) === ownerIn(lock.held)) throw lockedAlready(lock.type);
  if (!mayBlock()) return lockSpinning(lock, word, timeoutMs);
  if (checked) rememberWaiter();
  const taken = lockSlow(word, lock.held, timeoutMs);
  // After the time is up too: the report asks who else waits.
  if (!taken) throw lockTimedOut(lock, timeoutMs);
  awake();
}

/** Takes the lock without blocking the thread. Rejects with `TimeoutError` or the reason of the signal. */
export async function lockWithinAsync(lock: WaitedLock, options: WaitOptions): Promise<void> {
  const word = lock.first + cell.word;
  add(word + asyncWaiters, 1);
  try {
    await attemptAsync(
      word + asyncTurns,
      () => tryLock(word, lock.held) || lockOrAnnounce(word, lock.held, WAITING) === 0 || undefined,
      options,
      () => lockTimedOut(lock, options.timeout ?? Infinity),
    );
  } finally {
    sub(word + asyncWaiters, 1);
  }
}

/** A page's own thread may look again for a moment, as short sections of others are over by then. */
const spinsWithoutSleep = 20_000;

function lockSpinning(lock: WaitedLock, word: number, timeoutMs: number): void {
  for (let left = spinsWithoutSleep; left > 0; left--) if (tryLock(word, lock.held)) return;
  throw timeoutMs === Infinity
    ? new MisuseError(`this thread may not sleep, and a lock was given to another one: \`${lock.asyncMethod}\` cannot block, use it here`)
    : lockTimedOut(lock, timeoutMs);
}
