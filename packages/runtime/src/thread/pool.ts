/** Threads that are there already: a warm pool, as `rayon` and `threadpool` have them. */

import { born, checked, died } from "#checks";
import { afterEnd, droppedHere, type End } from "../internal/end.ts";
import { MisuseError } from "../internal/errors.ts";
import type { Address } from "../internal/memory-map.ts";
import { nameOf, wrongReceiver } from "../internal/misuse.ts";
import { registerKnown } from "../internal/shareable.ts";
import { requireMayBlock } from "./blocking.ts";
import { allDone, allGone, assemble, disband, settleDead, settleDone, submit, type Crew } from "./crew.ts";
import { keepAlive } from "./keep-alive.ts";
import { lastRing, sleepForBell, spinForBell } from "./mailbox-word.ts";
import { platform } from "./platform.ts";
import { dropTask, writeTask } from "./shared-task.ts";
import { keyOf, taskOf, type ModuleUrl, type Work } from "./task.ts";

/**
 * How a pool is made.
 *
 * @example
 * ```ts
 * import { Pool, type PoolOptions } from "freehold";
 * const options: PoolOptions = { size: 2 };
 * await using pool = Pool.new(options);
 * assert.equal(pool.size, 2);
 * ```
 */
export interface PoolOptions {
  /** How many threads; as many as can run at a time without. */
  readonly size?: number | undefined;
}

/**
 * Runs tasks in threads that wait for them, one task in a thread at a time; the rest wait in order.
 *
 * Danger: a task that never ends keeps its thread. Functions are sent as text, as in `thread.spawn`, and know nothing of what earlier tasks did.
 *
 * Cost: its threads are started at once, see `JoinHandle`. A task takes a few microseconds in a thread that has just done another one, which
 * looks for the next for 50 µs before it sleeps; tens of them in one that sleeps. What the task throws comes back with its
 * stack. A thread that dies is replaced, and its task rejects with `ThreadDiedError`; what cannot cross throws `NotSendError`; use after the drop
 * throws `DroppedError`.
 *
 * Source: `rayon::ThreadPool`, `threadpool::ThreadPool`; std has none.
 *
 * @example
 * ```ts
 * import { Pool } from "freehold";
 * await using pool = Pool.new({ size: 2 });
 * const squares = await Promise.all([1, 2, 3].map((n) => pool.run((n: number) => n * n, n)));
 * assert.deepEqual(squares, [1, 4, 9]);
 * assert.equal(pool.runSync((n: number) => n + 1, 41), 42);
 * ```
 */
export class Pool implements Disposable, AsyncDisposable {
  readonly #crew: Crew;
  /** What was run before, by its text. */
  readonly #tasks: Map<string, Address>;
  /** The function that was run last, whose text need not be looked at again. */
  #last: { readonly work: Work; readonly task: Address } | undefined;
  #end: End | undefined;

  static {
    registerKnown("Pool", Pool);
  }

  private constructor(size: number) {
    this.#crew = assemble(size);
    this.#tasks = new Map();
    this.#last = undefined;
    this.#end = undefined;
    if (checked) born(this, "Pool");
  }

  /** Starts its threads. */
  static new(options: PoolOptions = {}): Pool {
    const { size = platform().parallelism() } = Object(options) as PoolOptions;
    if (Number.isSafeInteger(size) && size > 0 && options === Object(options)) return new Pool(size);
    throw new MisuseError(
      `\`Pool.new\` needs \`{ size }\`, a number of threads, and was given ${nameOf(Object(options) === options ? size : options)}`,
    );
  }

  /** How many tasks run at a time. */
  get size(): number {
    return Pool.#live("size", this).#crew.size;
  }

  /** Of how many threads nobody wants anything now. */
  available(): number {
    const { size, busy, queue } = Pool.#live("available", this).#crew;
    return queue.length > 0 ? 0 : size - busy;
  }

  /** Runs `body` in one of the threads. Arguments, outcome and captures are as in `thread.spawn`. */
  run<A extends readonly unknown[], R>(body: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** Runs the function that the module exports by this name. */
  run<R = unknown>(module: ModuleUrl, name: string, ...args: readonly unknown[]): Promise<Awaited<R>>;
  // oxlint-disable-next-line typescript/promise-function-async -- Being async would cost another task of the queue.
  run(work: Work, ...args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      Pool.#submit("run", this, work, args, { resolve, reject, blocks: false });
    });
  }

  /** As `run`, but blocks this thread and all of its tasks. Throws `MisuseError` in a page's own thread, which cannot block. */
  runSync<A extends readonly unknown[], R>(body: (...args: A) => R, ...args: A): Awaited<R>;
  runSync<R = unknown>(module: ModuleUrl, name: string, ...args: readonly unknown[]): Awaited<R>;
  runSync(work: Work, ...args: readonly unknown[]): unknown {
    const crew = Pool.#live("runSync", this).#crew;
    requireMayBlock("Pool.runSync", "run");
    const outcomes: (() => unknown)[] = [];
    Pool.#submit("runSync", this, work, args, {
      resolve: (value) => void outcomes.push(() => value),
      reject: (error) => void outcomes.push(() => fail(error)),
      blocks: true,
    });
    for (let seen = lastRing(crew.bell); outcomes.length === 0; seen = lastRing(crew.bell)) {
      if (settleDone(crew) || settleDead(crew)) continue;
      if (!spinForBell(crew.bell, seen)) sleepForBell(crew.bell, seen);
    }
    return outcomes[0]!();
  }

  /** Takes no more tasks. Those that run go on to their end; those that wait reject with `DroppedError`. */
  [Symbol.dispose](): void {
    if (Pool.#endOf("[Symbol.dispose]", this) !== undefined) return;
    this.#finish();
    void this.#disband();
  }

  /** Takes no more tasks, and waits for all of them, and for the end of its threads. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (Pool.#endOf("[Symbol.asyncDispose]", this) !== undefined) return;
    this.#finish();
    await keepAlive(allDone(this.#crew));
    await keepAlive(this.#disband());
  }

  #finish(): void {
    this.#end = droppedHere();
    if (checked) died(this);
  }

  async #disband(): Promise<void> {
    disband(this.#crew);
    await allGone(this.#crew);
    for (const task of this.#tasks.values()) dropTask(task);
  }

  static #submit(method: string, received: Pool, work: Work, args: readonly unknown[], waiter: Parameters<typeof submit>[3]): void {
    const pool = Pool.#live(method, received);
    const last = pool.#last;
    const task = last !== undefined && last.work === work ? last.task : pool.#taskFor(method, work, args);
    submit(pool.#crew, task, typeof work === "function" ? args : args.slice(1), waiter);
  }

  #taskFor(method: string, work: Work, args: readonly unknown[]): Address {
    const [task] = taskOf(`Pool.${method}`, work, args);
    const key = keyOf(task);
    const address = this.#tasks.get(key) ?? writeTask(task);
    this.#tasks.set(key, address);
    // A URL says nothing of the export that is meant.
    if (task.kind === "inline") this.#last = { work, task: address };
    return address;
  }

  static #live(method: string, received: Pool): Pool {
    const end = Pool.#endOf(method, received);
    if (end !== undefined) throw afterEnd("Pool", end);
    return received;
  }

  static #endOf(method: string, received: Pool): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#end;
    } catch {
      throw wrongReceiver(`Pool.${method}`, "Pool", received);
    }
  }
}

function fail(error: unknown): never {
  throw error;
}
