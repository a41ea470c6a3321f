/**
 * A word that tells whether something was done, and who is doing it.
 *
 * | value | means | becomes |
 * |---|---|---|
 * | 0, or 1 `WAITING` when others sleep | not begun | begun |
 * | 2 `POISONED` | who began has failed or died | begun, by who forces it |
 * | id of a thread << 3, with 1 `WAITING` when others sleep | begun | complete, or poisoned |
 * | 4 `COMPLETE` | done | |
 */

import { compareExchange, exchange, load, notify, wait } from "#atomics";
import { deadlineAfter, timeUntil } from "./deadline.ts";
import { ownerIn, POISONED, recoverLock, WAITING } from "./lock-word.ts";

export const COMPLETE = 4;

/** What the caller has to do: run it, or nothing because it is done, or complain. */
export type Begun = "run" | "complete" | "poisoned" | "timed-out";

/** Begins, unless it is done; sleeps as long as another thread does it. `held` is `heldBy` of this thread. */
export function begin(word: number, held: number, timeoutMs: number): Begun {
  const deadline = deadlineAfter(timeoutMs);
  for (;;) {
    const seen = load(word);
    if (seen === COMPLETE) return "complete";
    if (seen === POISONED) return "poisoned";
    if (ownerIn(seen) === 0) {
      if (compareExchange(word, seen, seen | held) === seen) return "run";
    } else if (!sleep(word, seen, deadline)) return "timed-out";
  }
}

/** Begins again after a failure; `false` when another thread was first. */
export function beginPoisoned(word: number, held: number): boolean {
  return compareExchange(word, POISONED, held) === POISONED;
}

/** Sleeps until it is done or has failed, whoever does it and whether or not anybody has begun. */
export function waitUntilDone(word: number, timeoutMs: number): Begun {
  const deadline = deadlineAfter(timeoutMs);
  for (;;) {
    const seen = load(word);
    if (seen === COMPLETE) return "complete";
    if (seen === POISONED) return "poisoned";
    if (!sleep(word, seen, deadline)) return "timed-out";
  }
}

/** Who has begun has done it. */
export function complete(word: number): void {
  if ((exchange(word, COMPLETE) & WAITING) !== 0) notify(word, Infinity);
}

/** Who has begun has failed. */
export function fail(word: number): void {
  if ((exchange(word, POISONED) & WAITING) !== 0) notify(word, Infinity);
}

/** After the death of a thread: what it had begun has failed. */
export function recoverOnce(word: number, deadId: number): void {
  recoverLock(word, deadId, Infinity);
}

/** Whether the thread of `held` is doing it. */
export function isBegunBy(word: number, held: number): boolean {
  return ownerIn(load(word)) === ownerIn(held);
}

/** `false` when there is no time left. */
function sleep(word: number, seen: number, deadline: number): boolean {
  const left = timeUntil(deadline);
  if (left <= 0) return false;
  const announced = seen | WAITING;
  if (seen === announced || compareExchange(word, seen, announced) === seen) wait(word, announced, left);
  return true;
}
