/** Threads that end before a block of code does: `std::thread::scope`. */

import { MisuseError, PanicError } from "../internal/errors.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import { discard } from "../internal/wire.ts";
import { JoinHandle } from "./join-handle.ts";
import { anyThread, endingOf, resultOf, startThread, type Ending, type Running, type ThreadOptions } from "./running.ts";
import { taskOf, type Work } from "./task.ts";

interface Member {
  readonly running: Running;
  readonly handle: JoinHandle<unknown>;
}

/** Of one `Scope`, shared with the function that ends it. */
interface Members {
  readonly list: Member[];
  ended: boolean;
}

/**
 * Spawns the threads of one `thread.scope`, which waits for all of them.
 *
 * Danger: it is of no use after its scope: `spawn` throws `MisuseError` then.
 *
 * Cost: see `JoinHandle`.
 *
 * Source: `std::thread::Scope`.
 *
 * @example
 * ```ts
 * import { thread, type Scope } from "freehold";
 * const sum = await thread.scope(async (scope: Scope) => {
 *   const one = scope.spawn(() => 1);
 *   const two = scope.spawn(() => 2);
 *   return (await one.join()) + (await two.join());
 * });
 * assert.equal(sum, 3);
 * ```
 */
export class Scope {
  readonly #members: Members;

  /** @internal */
  constructor(members: Members) {
    this.#members = members;
  }

  /** As `thread.spawn`: `Scope::spawn`. */
  spawn<A extends readonly unknown[], R>(body: (...args: A) => R, ...args: A): JoinHandle<Awaited<R>>;
  spawn<R = unknown>(module: { readonly href: string }, name: string, ...args: readonly unknown[]): JoinHandle<Awaited<R>>;
  spawn(body: Work, ...args: readonly unknown[]): JoinHandle<unknown> {
    return Scope.spawnIn(this, body, args, anyThread);
  }

  /** @internal For `ThreadBuilder.spawnScoped`, too. */
  static spawnIn(scope: Scope, body: Work, args: readonly unknown[], options: ThreadOptions): JoinHandle<unknown> {
    if (typeof scope !== "object" || scope === null || !(#members in scope)) {
      throw wrongReceiver("Scope.spawn", "Scope", scope, "call `thread.scope`");
    }
    const members = scope.#members;
    if (members.ended)
      throw new MisuseError("`Scope.spawn` cannot add a thread to a scope that has ended: spawn it before its function is done");
    const running = startThread(...taskOf("Scope.spawn", body, args), options);
    const handle = new JoinHandle<unknown>(running);
    members.list.push({ running, handle });
    return handle;
  }
}

/**
 * Runs `body`, then waits for every thread that it has spawned in its scope, however either ends. Rejects with what `body` threw; else, when
 * a thread that nobody joined has failed, with a `PanicError` whose `cause` is that failure. `thread::scope`.
 */
export async function scope<R>(body: (scope: Scope) => R): Promise<Awaited<R>> {
  expectFunction("thread.scope", body);
  const members: Members = { list: [], ended: false };
  try {
    const result = await body(new Scope(members));
    const failures = await endAll(members);
    if (failures.length > 0) throw panicked(failures[0]);
    return result;
  } finally {
    await endAll(members);
  }
}

/** Gives what threads threw that nobody joined. One that runs may still add others. */
async function endAll(members: Members): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  for (let next = members.list.shift(); next !== undefined; next = members.list.shift()) {
    const { running, handle } = next;
    const ending = await endingOf(running);
    if (JoinHandle.claim(handle)) failures.push(...failureOf(ending));
  }
  members.ended = true;
  return failures;
}

function failureOf(ending: Ending): readonly unknown[] {
  if (ending.kind === "returned") {
    discard(ending.value);
    return [];
  }
  return [caughtFrom(() => resultOf(ending))];
}

function caughtFrom(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

function panicked(cause: unknown): PanicError {
  const error = new PanicError("a scoped thread panicked");
  Object.defineProperty(error, "cause", { value: cause, writable: true, configurable: true });
  return error;
}
