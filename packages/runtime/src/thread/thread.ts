/** `std::thread` as one object, from `thread.spawn` on. */

import { registerKnown } from "../internal/shareable.ts";
import { ThreadBuilder } from "./builder.ts";
import { current } from "./thread-handle.ts";
import { park, parkAsync, parkTimeout, sleep, yieldNow } from "./pause.ts";
import { platform } from "./platform.ts";
import { scope } from "./scope.ts";
import { spawn } from "./spawn.ts";

/**
 * Threads: workers of Node or the browser that share memory, behind Rust's names.
 *
 * Danger: a function that is given to `spawn` takes nothing of its surroundings along. What it needs are its arguments; `thread` itself
 * and the library's classes may be among them.
 *
 * Cost: see `JoinHandle`.
 *
 * Source: `std::thread`.
 *
 * @example
 * ```ts
 * import { thread } from "freehold";
 * const handles = [1, 2, 3].map((n) => thread.spawn((n: number) => n * n, n));
 * const squares = await Promise.all(handles.map((handle) => handle.join()));
 * assert.deepEqual(squares, [1, 4, 9]);
 * ```
 */
export const thread = {
  Builder: ThreadBuilder,
  availableParallelism,
  current,
  park,
  parkAsync,
  parkTimeout,
  scope,
  sleep,
  spawn,
  yieldNow,
} as const;

registerKnown("thread", thread);

/** How many threads can run at one time: `thread::available_parallelism`. */
function availableParallelism(): number {
  return platform().parallelism();
}
