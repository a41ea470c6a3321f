/**
 * A word that counts permits, and after it words that count who sleeps for one.
 *
 * | word | holds |
 * |---|---|
 * | 0 | free permits, never below 0 |
 * | 1 | threads that sleep, or look once more before they do |
 * | 2 | turns of tasks that wait without blocking: changes whenever they may look again |
 * | 3 | those tasks |
 *
 * Who gives a permit back adds it first and looks for sleepers then; who sleeps counts itself first and looks for permits then. So no wake-up
 * is lost. A dead sleeper is counted for ever, which costs a needless call.
 */

import { add, compareExchange, load, notify, sub, wait } from "#atomics";
import { deadlineAfter, timeUntil } from "./deadline.ts";

export const permitTurns = 2;
export const permitTasks = 3;

const sleepers = 1;

/** Takes a permit if there is one. */
export function tryAcquire(word: number): boolean {
  for (;;) {
    const seen = load(word);
    if (seen === 0) return false;
    if (compareExchange(word, seen, seen - 1) === seen) return true;
  }
}

/** Takes a permit, sleeping until there is one. `false` when that takes longer than `timeoutMs`. */
export function acquireSlow(word: number, timeoutMs: number): boolean {
  const deadline = deadlineAfter(timeoutMs);
  add(word + sleepers, 1);
  for (;;) {
    const taken = tryAcquire(word);
    const left = taken ? 0 : timeUntil(deadline);
    if (left <= 0) {
      sub(word + sleepers, 1);
      return taken;
    }
    wait(word, 0, left);
  }
}

/** Gives so many permits back, or adds them. */
export function releasePermits(word: number, count: number): void {
  add(word, count);
  if (load(word + sleepers) !== 0) notify(word, count);
  if (load(word + permitTasks) === 0) return;
  add(word + permitTurns, 1);
  notify(word + permitTurns, Infinity);
}
