/** Starts threads: `std::thread::spawn`. */

import { encode } from "../internal/wire.ts";
import { JoinHandle, startThread } from "./join-handle.ts";
import { inlineTask, moduleTask, type ModuleUrl, type Task } from "./task.ts";
import { expectFunction } from "../internal/misuse.ts";

const unnamed = { name: undefined, stackSize: undefined, heapSize: undefined };

/**
 * Runs `body` in a thread of its own. Its text is sent, not its surroundings: what it needs are its arguments, which cross by copy, by
 * move or as handles of what is shared.
 */
export function spawn<A extends readonly unknown[], R>(body: (...args: A) => R, ...args: A): JoinHandle<Awaited<R>>;
/** Runs the function that the module exports by this name: the robust form, since the function keeps its surroundings. */
export function spawn<R = unknown>(module: ModuleUrl, name: string, ...args: readonly unknown[]): JoinHandle<Awaited<R>>;
export function spawn(body: ((...args: never[]) => unknown) | ModuleUrl, ...args: readonly unknown[]): JoinHandle<unknown> {
  const [task, given] = taskAndArguments("thread.spawn", body, args);
  return new JoinHandle(startThread(task, encode(given, "args"), unnamed));
}

export function taskAndArguments(
  called: string,
  body: ((...args: never[]) => unknown) | ModuleUrl,
  args: readonly unknown[],
): readonly [Task, readonly unknown[]] {
  if (isModule(body)) return [moduleTask(called, body, args[0]), args.slice(1)];
  expectFunction(called, body);
  return [inlineTask(called, body), args];
}

function isModule(body: unknown): body is ModuleUrl {
  return typeof body === "object" && body !== null && "href" in body && typeof body.href === "string";
}
