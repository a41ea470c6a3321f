/** Threads with a name and limits: `std::thread::Builder`. */

import { MisuseError } from "../internal/errors.ts";
import { nameOf, wrongReceiver } from "../internal/misuse.ts";
import { JoinHandle } from "./join-handle.ts";
import { startThread, type ThreadOptions } from "./running.ts";
import { Scope } from "./scope.ts";
import { taskOf, type Work } from "./task.ts";

/**
 * Says how a thread is to be made, and makes it.
 *
 * Cost: see `JoinHandle`. `stackSize` and `heapSize` are limits of Node; browsers have none to set. A thread that outgrows its heap ends
 * with a `ThreadDiedError`, while one that outgrows its stack throws `RangeError`.
 *
 * Source: `std::thread::Builder`.
 *
 * @example
 * ```ts
 * import { ThreadBuilder } from "freehold";
 * const handle = ThreadBuilder.new().name("adder").spawn((a: number, b: number) => a + b, 1, 2);
 * assert.equal(handle.thread().name, "adder");
 * assert.equal(await handle.join(), 3);
 * ```
 */
export class ThreadBuilder {
  #options: ThreadOptions = { name: undefined, stackSize: undefined, heapSize: undefined };

  private constructor() {}

  /** A thread without a name, with the host's own limits. */
  static new(): ThreadBuilder {
    return new ThreadBuilder();
  }

  /** What `thread.current().name` is there, and what reports call it. */
  name(name: string): this {
    ThreadBuilder.#optionsOf("name", this);
    if (typeof name !== "string") throw new MisuseError(`\`ThreadBuilder.name\` needs a text and was given ${nameOf(name)}`);
    this.#options = { ...this.#options, name };
    return this;
  }

  /** Of its stack, in bytes: 4 MiB in Node without it. */
  stackSize(bytes: number): this {
    ThreadBuilder.#optionsOf("stackSize", this);
    this.#options = { ...this.#options, stackSize: expectSize("ThreadBuilder.stackSize", bytes) };
    return this;
  }

  /** Of what the collector keeps, in bytes. */
  heapSize(bytes: number): this {
    ThreadBuilder.#optionsOf("heapSize", this);
    this.#options = { ...this.#options, heapSize: expectSize("ThreadBuilder.heapSize", bytes) };
    return this;
  }

  /** As `thread.spawn`. */
  spawn<A extends readonly unknown[], R>(body: (...args: A) => R, ...args: A): JoinHandle<Awaited<R>>;
  spawn<R = unknown>(module: { readonly href: string }, name: string, ...args: readonly unknown[]): JoinHandle<Awaited<R>>;
  spawn(body: Work, ...args: readonly unknown[]): JoinHandle<unknown> {
    const options = ThreadBuilder.#optionsOf("spawn", this);
    return new JoinHandle(startThread(...taskOf("ThreadBuilder.spawn", body, args), options));
  }

  /** As `scope.spawn`: `Builder::spawn_scoped`. */
  spawnScoped<A extends readonly unknown[], R>(scope: Scope, body: (...args: A) => R, ...args: A): JoinHandle<Awaited<R>>;
  spawnScoped<R = unknown>(
    scope: Scope,
    module: { readonly href: string },
    name: string,
    ...args: readonly unknown[]
  ): JoinHandle<Awaited<R>>;
  spawnScoped(scope: Scope, body: Work, ...args: readonly unknown[]): JoinHandle<unknown> {
    return Scope.spawnIn(scope, body, args, ThreadBuilder.#optionsOf("spawnScoped", this));
  }

  static #optionsOf(method: string, received: ThreadBuilder): ThreadOptions {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#options;
    } catch {
      throw wrongReceiver(`ThreadBuilder.${method}`, "ThreadBuilder", received);
    }
  }
}

function expectSize(called: string, bytes: unknown): number {
  if (typeof bytes === "number" && bytes > 0) return bytes;
  throw new MisuseError(`\`${called}\` needs a number of bytes and was given ${nameOf(bytes)}`);
}
