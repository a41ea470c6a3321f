/** Starts threads: `std::thread::spawn`. */

import { JoinHandle } from "./join-handle.ts";
import { anyThread, startThread } from "./running.ts";
import { taskOf, type ModuleUrl, type Work } from "./task.ts";

/**
 * Runs `body` in a thread of its own. Its text is sent, not its surroundings: what it needs are its arguments, which cross by copy, by
 * move or as handles of what is shared. They end with the function, as they do in Rust when a closure has moved them in.
 */
export function spawn<A extends readonly unknown[], R>(body: (...args: A) => R, ...args: A): JoinHandle<Awaited<R>>;
/** Runs the function that the module exports by this name: the robust form, since the function keeps its surroundings. */
export function spawn<R = unknown>(module: ModuleUrl, name: string, ...args: readonly unknown[]): JoinHandle<Awaited<R>>;
export function spawn(body: Work, ...args: readonly unknown[]): JoinHandle<unknown> {
  return new JoinHandle(startThread(...taskOf("thread.spawn", body, args), anyThread));
}
