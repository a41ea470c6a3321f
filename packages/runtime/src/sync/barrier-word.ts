/**
 * A word that counts who has arrived, in its lower half, and how often all have, in its upper half.
 *
 * | from | to | by |
 * |---|---|---|
 * | generation g, n arrived | g, n + 1 | a thread that arrives, and sleeps until the generation is another |
 * | g, all but one | g + 1, none | the last one, which is the leader and wakes the others |
 * | g, n | g, n - 1 | one that has waited long enough and leaves |
 */

import { compareExchange, load, notify, wait } from "#atomics";
import { deadlineAfter, timeUntil } from "./deadline.ts";

/** As many may meet. */
export const barrierLimit = 0xffff;

/** What `arrive` gives the last one. */
export const LEADER = -1;

/** One more is here. Gives the generation to wait for the end of, or `LEADER`. */
export function arrive(word: number, size: number): number {
  for (;;) {
    const seen = load(word);
    const generation = seen >>> 16;
    if ((seen & barrierLimit) + 1 < size) {
      if (compareExchange(word, seen, seen + 1) === seen) return generation;
    } else if (compareExchange(word, seen, (generation + 1) << 16) === seen) {
      notify(word, Infinity);
      return LEADER;
    }
  }
}

/** Sleeps until all were there. `false` when that takes longer than `timeoutMs`: then this one counts as not arrived. */
export function waitForAll(word: number, generation: number, timeoutMs: number): boolean {
  const deadline = deadlineAfter(timeoutMs);
  for (;;) {
    const seen = load(word);
    if (seen >>> 16 !== generation) return true;
    const left = timeUntil(deadline);
    if (left > 0) wait(word, seen, left);
    else if (compareExchange(word, seen, seen - 1) === seen) return false;
  }
}
