/**
 * A word that counts owners of one value; when it falls to 0 the value is dropped, and it never rises from there.
 *
 * | from | to | by |
 * |---|---|---|
 * | n > 0 | n + 1 | an owner that makes another, or who knows the value only weakly |
 * | n > 1 | n - 1 | an owner that ends |
 * | 1 | 0 | the last owner: it alone may take or drop the value |
 */

import { add, compareExchange, load, sub } from "#atomics";

/** One owner more, made by an owner. */
export function countUp(word: number): void {
  add(word, 1);
}

/** One owner more, unless there is none any more. */
export function countUpIfAlive(word: number): boolean {
  for (;;) {
    const seen = load(word);
    if (seen === 0) return false;
    if (compareExchange(word, seen, seen + 1) === seen) return true;
  }
}

/** One owner less; `true` for the last one. */
export function countDown(word: number): boolean {
  return sub(word, 1) === 1;
}

/** Ends the only owner; `false` when there are others, and then nothing has happened. */
export function countDownIfLast(word: number): boolean {
  return compareExchange(word, 1, 0) === 1;
}
