/** Threads of the tests of channels. */

import { drop, thread, type JoinHandle } from "freehold";

/** What they run. */
export const tasks = new URL("tasks.mjs", import.meta.url);

/** Gives its handles away: this thread has them no more. */
export function start<R>(name: string, ...args: readonly unknown[]): JoinHandle<R> {
  const handle = thread.spawn<R>(tasks, name, ...args);
  for (const arg of args) if (typeof arg === "object") drop(arg);
  return handle;
}

export function numbers(count: number, from = 0): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}
