/** Taking a lock that is not free at once, for all locks whose word is a lock word. */

import { checked } from "#checks";
import { add, load, pauseFor, sub } from "#atomics";
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
  const attempt = () => tryLock(word, lock.held);
  if (!attempt()) waitWithin(lock, timeoutMs, attempt, (left) => lockSlow(word, lock.held, left));
}

/** What `lockWithin` does once an attempt has failed, for any way to take a lock. `sleep` gives whether it was taken in time. */
export function waitWithin(lock: WaitedLock, timeoutMs: number, attempt: () => boolean, sleep: (timeoutMs: number) => boolean): void {
  if (ownerIn(load(lock.first + cell.word)) === ownerIn(lock.held)) throw lockedAlready(lock.type);
  if (!mayBlock()) return spinWithin(lock, timeoutMs, attempt);
  if (checked) rememberWaiter();
  // After the time is up too, this thread still counts as asleep: the report asks who else is.
  if (!sleep(timeoutMs)) throw lockTimedOut(lock, timeoutMs);
  awake();
}

/** Takes the lock without blocking the thread. Rejects with `TimeoutError` or the reason of the signal. */
export async function lockWithinAsync(lock: WaitedLock, options: WaitOptions): Promise<void> {
  const word = lock.first + cell.word;
  await waitForTurnAsync(lock, options, () => tryLock(word, lock.held) || lockOrAnnounce(word, lock.held, WAITING) === 0);
}

/** Calls `attempt`, which announces that somebody waits when it fails, after each release until it succeeds. */
export async function waitForTurnAsync(lock: WaitedLock, options: WaitOptions, attempt: () => boolean): Promise<void> {
  const word = lock.first + cell.word;
  const timedOut = () => lockTimedOut(lock, options.timeout ?? Infinity);
  add(word + asyncWaiters, 1);
  try {
    await attemptAsync(word + asyncTurns, () => attempt() || undefined, options, timedOut);
  } finally {
    sub(word + asyncWaiters, 1);
  }
}

/** A page's own thread may look again for a moment, as short sections of others are over by then. */
const looksWithoutSleep = 1000;
const pauseWithoutSleep = 16;

function spinWithin(lock: WaitedLock, timeoutMs: number, attempt: () => boolean): void {
  for (let left = looksWithoutSleep; left > 0; left--) {
    if (attempt()) return;
    pauseFor(pauseWithoutSleep);
  }
  throw timeoutMs === Infinity
    ? new MisuseError(`this thread may not sleep, and a lock was given to another one: \`${lock.asyncMethod}\` cannot block, use it here`)
    : lockTimedOut(lock, timeoutMs);
}
