/**
 * Threads that wait for several channels at once, or may not block, sleep on one of a few words that all threads share: each thread on the one
 * that its number says. A gate has a bit for each of these words. Two threads on one word wake each other needlessly, and that is all.
 *
 * | | does |
 * |---|---|
 * | who would sleep | reads its word, sets its bit in the gates, looks at the channels once more, sleeps while the word is the same |
 * | who has changed a channel | clears the bits of its gate, counts their words up, wakes all who sleep on them |
 */

import { add, load, notify, or } from "#atomics";
import { control } from "../internal/memory-map.ts";

/** Where the bits of observers begin in a gate. */
export const observerShift = 12;

/** As many as there are bits left in a gate. */
export const observerCount = 32 - observerShift;

/** The bits of all of them. */
export const allObservers = 2 ** observerCount - 1;

/** The word that the thread with this number sleeps on. */
export function observerWord(slot: number): number {
  return control.observers + (slot % observerCount);
}

/** The bit of that word. */
export function observerBit(slot: number): number {
  return 1 << (slot % observerCount);
}

/** From now on, the next change wakes the thread. `watch` is the word of a gate. Comes before the last look, and after the word was read. */
export function observe(watch: number, slot: number): void {
  const bit = observerBit(slot) << observerShift;
  if ((load(watch) & bit) === 0) or(watch, bit);
}

/** Wakes all that sleep on the words of these bits. */
export function wakeObservers(bits: number): void {
  for (let left = bits; left !== 0; left &= left - 1) {
    const word = control.observers + (31 - Math.clz32(left & -left));
    add(word, 1);
    notify(word, Infinity);
  }
}
