/**
 * Parking: a token in one word, which `unpark` leaves and `park` takes.
 *
 * | the word | means |
 * |---|---|
 * | 0 | no token: `park` sleeps |
 * | 1 | a token: `park` takes it and goes on |
 */

import { exchange, notify, wait, waitAsync } from "#atomics";

const none = 0;
const token = 1;

/** Sleeps until there is a token, and takes it. May return without one: callers look whether what they wait for has come. */
export function parkOn(word: number, timeoutMs: number): void {
  if (exchange(word, none) === token) return;
  wait(word, none, timeoutMs);
  exchange(word, none);
}

/** The same without blocking the thread. */
export async function parkOnAsync(word: number, timeoutMs: number): Promise<void> {
  if (exchange(word, none) === token) return;
  await waitAsync(word, none, timeoutMs);
  exchange(word, none);
}

/** Leaves a token, and wakes the thread that sleeps for it. */
export function unparkOn(word: number): void {
  if (exchange(word, token) === none) notify(word, 1);
}
