/** Takes a lock that everybody holds for a few steps only. */

import { spinHint } from "#atomics";
import { mayBlock } from "../internal/may-block.ts";
import { lockSlow, tryLock } from "../sync/lock-word.ts";

/** Sleeps until it is free; a thread that may not sleep looks again and again, which is short: a dead holder is recovered from. */
export function takeLock(word: number, held: number): void {
  if (tryLock(word, held)) return;
  if (mayBlock()) lockSlow(word, held, Infinity);
  else while (!tryLock(word, held)) spinHint();
}
