/** What a thread does with a task, whether it runs one or many. */

import { dropValueAsync } from "../internal/drop-async.ts";
import { nameOf } from "../internal/misuse.ts";
import type { Body } from "./task.ts";

/**
 * The function owns its arguments: they end with it, also when there is no such function, unless it has ended them itself. What it gives
 * leaves before, by `send`.
 */
export async function runThenDrop<R>(body: Body | Promise<Body>, args: readonly unknown[], send: (result: unknown) => R): Promise<R> {
  try {
    return send(await (await body)(...args));
  } finally {
    if (args.some(isObject)) await dropValueAsync(args);
  }
}

/** What is thrown may hold what cannot cross: then its words do. */
export function sendError<R>(error: unknown, send: (error: unknown) => R): R {
  try {
    return send(error);
  } catch {
    return send(plainly(error));
  }
}

function plainly(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(`a thread threw ${nameOf(error)}, which cannot cross`);
  const plain = new Error(error.message);
  Object.defineProperty(plain, "name", { value: error.name, configurable: true, writable: true });
  if (error.stack !== undefined) plain.stack = error.stack;
  return plain;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
