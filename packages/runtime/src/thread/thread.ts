/** `std::thread` as one object, from `thread.spawn` on. */

import { registerKnown } from "../internal/shareable.ts";
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
export const thread = { spawn } as const;

registerKnown("thread", thread);
