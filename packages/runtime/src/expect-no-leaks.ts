/** For tests: proves that every handle which was made was also dropped or moved on. */

import { checked, liveCount as liveNow, startWatching, stopWatching } from "#checks";
import { LeakError } from "./internal/errors.ts";
import { expectFunction } from "./internal/misuse.ts";

/**
 * Runs `work`, awaits what it gives, and throws `LeakError` when handles that were made meanwhile still live: boxes, counted owners,
 * guards, arenas and instances of classes that extend `Drop`. The error names each with the place where it was made.
 *
 * Danger: handles that other tasks make meanwhile count as well. In lean builds nothing is counted, and only `work` is run.
 *
 * Cost: about 5 µs a handle for its place, in checked builds. Throws what `work` throws, without looking for leaks.
 *
 * Source: none in std; valgrind's and miri's leak check is the model.
 *
 * @example
 * ```ts
 * import { Box, drop, expectNoLeaks } from "freehold";
 * const length = expectNoLeaks(() => {
 *   const box = Box.new([1, 2, 3]);
 *   const { length } = box.get();
 *   drop(box);
 *   return length;
 * });
 * assert.equal(length, 3);
 * ```
 */
export function expectNoLeaks<R>(work: () => R): R {
  expectFunction("expectNoLeaks", work);
  if (!checked) return work();
  const watch = startWatching();
  let asynchronous = false;
  try {
    const result = work();
    if (!isThenable(result)) {
      expectNone(stopWatching(watch));
      return result;
    }
    asynchronous = true;
    return afterwards(result, watch) as R;
  } finally {
    if (!asynchronous) stopWatching(watch);
  }
}

/**
 * How many handles live now. Checked builds count them; lean builds give 0.
 *
 * Cost: constant.
 *
 * @example
 * ```ts
 * import { Box, drop, liveCount } from "freehold";
 * const before = liveCount();
 * const box = Box.new(1);
 * drop(box);
 * assert.equal(liveCount(), before);
 * ```
 */
export function liveCount(): number {
  return liveNow();
}

async function afterwards<R>(result: PromiseLike<R>, watch: object): Promise<R> {
  try {
    const value = await result;
    expectNone(stopWatching(watch));
    return value;
  } finally {
    stopWatching(watch);
  }
}

function expectNone(leaks: readonly string[]): void {
  if (leaks.length > 0) throw new LeakError(leaks);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
