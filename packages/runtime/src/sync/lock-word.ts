/**
 * A word that is a lock: who holds it, whether somebody waits, and whether the last holder failed.
 *
 * | bits | mean |
 * |---|---|
 * | 0 `WAITING` | somebody sleeps, or is about to: who releases must notify |
 * | 1 `POISONED` | a holder failed before it had released |
 * | 2 `DRAINING` | the holder has not begun: it waits for readers to leave (`RwLock` only) |
 * | 3… | the id of the thread that holds it, 0 when it is free |
 *
 * | from | to | by |
 * |---|---|---|
 * | free | held | anybody, keeps `POISONED`; with `WAITING` when the taker has slept, since it cannot know whether others still do |
 * | held | held, `WAITING` | who goes to sleep |
 * | held | free | the holder, keeps `POISONED` only and notifies if there was `WAITING` |
 * | held | free, `POISONED` | the holder that fails, or who recovers after its death; without `POISONED` when it was `DRAINING` |
 *
 * A free word is never `WAITING`. The next word counts turns for tasks that wait without blocking, and the one after it those tasks: they
 * sleep apart from threads, since a thread that is notified while it is busy would keep the others waiting.
 *
 * Everything here is a function of what the operations give, so that all interleavings can be explored.
 */

import { add, and, compareExchange, exchange, load, notify, or, pauseFor, spinLimit, wait } from "#atomics";
import { deadlineAfter, timeUntil } from "./deadline.ts";

export const WAITING = 1;
export const POISONED = 2;
export const DRAINING = 4;

const ownerShift = 3;

/** Counted from the lock's word. */
export const asyncTurns = 1;
export const asyncWaiters = 2;

/** What the word holds while this thread has the lock and nobody waits. */
export function heldBy(threadId: number): number {
  return threadId << ownerShift;
}

/** The id of the thread that has the lock; 0: nobody. */
export function ownerIn(seen: number): number {
  return seen >>> ownerShift;
}

/** Takes the lock if it is free. `held` is `heldBy` of this thread. */
export function tryLock(word: number, held: number): boolean {
  let expected = 0;
  for (;;) {
    const seen = compareExchange(word, expected, expected | held);
    if (seen === expected) return true;
    if (ownerIn(seen) !== 0) return false;
    expected = seen;
  }
}

/** Takes the lock, sleeping until it is free. `false` when that takes longer than `timeoutMs`. */
export function lockSlow(word: number, held: number, timeoutMs: number): boolean {
  const deadline = deadlineAfter(timeoutMs);
  let slept = 0;
  for (;;) {
    if (lockSpinning(word, held | slept)) return true;
    const expected = lockOrAnnounce(word, held, slept);
    if (expected === 0) return true;
    const left = timeUntil(deadline);
    if (left <= 0) return false;
    wait(word, expected, left);
    slept = WAITING;
  }
}

/**
 * Takes the lock and gives 0, or tells the holder that somebody waits and gives what the word holds then: sleep as long as it does.
 * `slept` is `WAITING` once the caller has slept.
 */
export function lockOrAnnounce(word: number, held: number, slept: number): number {
  for (;;) {
    const seen = load(word);
    if (ownerIn(seen) === 0) {
      if (compareExchange(word, seen, seen | held | slept) === seen) return 0;
    } else {
      const announced = seen | WAITING;
      if (seen === announced || compareExchange(word, seen, announced) === seen) return announced;
    }
  }
}

/** As `unlock`, by one exchange when nobody waits and nothing is poisoned: cheaper than to clear bits and be told them. */
export function unlockHeld(word: number, held: number, wake: number): void {
  if (compareExchange(word, held, 0) !== held) unlock(word, wake);
}

/** Gives the lock up and wakes as many as `wake`. Only its holder may. */
export function unlock(word: number, wake: number): void {
  if ((and(word, POISONED) & WAITING) !== 0) wakeSleepers(word, wake);
}

/** Gives the lock up and tells whoever comes next that what it protects may be half changed. */
export function unlockPoisoned(word: number, wake: number): void {
  if ((exchange(word, POISONED) & WAITING) !== 0) wakeSleepers(word, wake);
}

export function isPoisoned(word: number): boolean {
  return (load(word) & POISONED) !== 0;
}

export function poison(word: number): void {
  or(word, POISONED);
}

export function clearPoison(word: number): void {
  and(word, ~POISONED);
}

/**
 * After the death of a thread: frees the lock if it held it, poisoned if it had begun. Notifies in any case: the dead may have
 * swallowed a wake-up, or have died between its release and its own notification.
 */
export function recoverLock(word: number, deadId: number, wake: number): void {
  freeAfterDeath(word, deadId);
  wakeSleepers(word, wake);
}

/** As many threads as `wake`, and every task that sleeps without blocking. */
export function wakeSleepers(word: number, wake: number): void {
  notify(word, wake);
  if (load(word + asyncWaiters) === 0) return;
  add(word + asyncTurns, 1);
  notify(word + asyncTurns, Infinity);
}

function freeAfterDeath(word: number, deadId: number): void {
  for (;;) {
    const seen = load(word);
    if (ownerIn(seen) !== deadId) return;
    const freed = (seen & DRAINING) === 0 ? POISONED : seen & POISONED;
    if (compareExchange(word, seen, freed) === seen) return;
  }
}

/** All pauses together take about as long as putting a thread to sleep and waking it. */
const looksWhileSpinning = 5;

/** About 10 µs. */
const pauseWhileSpinning = 400;

/**
 * Takes the lock while it is worth waiting for awake. A look takes the word's line of the cache away from the holder, which costs both more
 * than a short section does: so whoever waits leaves the time of many of them between two looks, in which the others run undisturbed.
 */
function lockSpinning(word: number, taken: number): boolean {
  if (spinLimit() === 0) return false;
  for (let left = looksWhileSpinning; left > 0; left--) {
    const seen = load(word);
    if (ownerIn(seen) === 0) {
      // Who loses the race for a free lock goes on looking: to sleep now would cost far more than the next section.
      if (tryLock(word, taken)) return true;
    } else if ((seen & WAITING) !== 0) {
      // Where others sleep, spinning would only take the lock away from them.
      return false;
    }
    pauseFor(pauseWhileSpinning);
  }
  return false;
}
