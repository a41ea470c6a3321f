/**
 * A word that counts notifications, and the next one that counts who sleeps: who waits remembers the count, releases the lock, and sleeps as
 * long as the count is what it was. So a notification between the release and the sleep is not lost.
 *
 * | who | does |
 * |---|---|
 * | waits | one sleeper more; reads the count; releases the lock; sleeps while the count is the same; one sleeper less; takes the lock |
 * | notifies | nothing without sleepers; else counts up and wakes |
 *
 * A dead sleeper is counted for ever, which costs whoever notifies a needless call.
 */

import { add, load, notify, sub, wait } from "#atomics";
import { lockSlow, tryLock, unlock } from "./lock-word.ts";

/** Counted from the word of the notifications. */
const sleepers = 1;

/** Releases the lock, sleeps, takes the lock again. `false` when nobody notified within `timeoutMs`. */
export function waitForTurn(condvar: number, lock: number, held: number, timeoutMs: number): boolean {
  add(condvar + sleepers, 1);
  const turn = load(condvar);
  unlock(lock, 1);
  const notified = wait(condvar, turn, timeoutMs) !== "timed-out";
  sub(condvar + sleepers, 1);
  if (!tryLock(lock, held)) lockSlow(lock, held, Infinity);
  return notified;
}

/** Wakes as many as `count` of those that sleep now. */
export function notifyTurn(condvar: number, count: number): void {
  if (load(condvar + sleepers) === 0) return;
  add(condvar, 1);
  notify(condvar, count);
}
