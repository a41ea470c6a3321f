/** The base of classes whose end has to be awaited: `std::future::AsyncDrop`, which Rust has not made stable yet. */

import { born, checked, died } from "#checks";
import { asyncGlue, dropValueAsync, type AsyncOwner } from "../internal/drop-async.ts";
import { asyncOnly, disarm, dropInOrder, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { MisuseError } from "../internal/errors.ts";
import { nameOf, wrongReceiver } from "../internal/misuse.ts";

/**
 * A class that extends `AsyncDrop` declares `async drop()`, which runs once when the value is dropped: by `await using`, by
 * `await dropAsync(value)`, or with its owner when that is dropped so. After it, the value's public fields are dropped in the order of
 * their declaration, each awaited. What `drop()` throws is thrown after they are.
 *
 * Danger: nothing that is dropped synchronously can wait. `using`, `drop` and the end of a `Box` refuse such a value with `MisuseError`,
 * and drop the rest. As of `Drop`, every public field that holds something owned is dropped too; what is only borrowed belongs in a
 * `#private` field.
 *
 * Cost: one word a value; dropping walks its public fields. A second drop does nothing, and does not wait for the first.
 *
 * Source: `std::future::AsyncDrop`.
 *
 * @example
 * ```ts
 * import { AsyncDrop } from "freehold";
 * const lines: string[] = [];
 * class Upload extends AsyncDrop {
 *   override async drop() {
 *     await Promise.resolve();
 *     lines.push("flushed");
 *   }
 * }
 * {
 *   await using _upload = new Upload();
 *   lines.push("uploading");
 * }
 * assert.deepEqual(lines, ["uploading", "flushed"]);
 * ```
 */
export abstract class AsyncDrop implements Owner, AsyncOwner, AsyncDisposable {
  #ended = false;

  constructor() {
    if (typeof this.drop !== "function")
      throw new MisuseError(`${nameOf(this)} extends \`AsyncDrop\` and must declare a method \`drop()\``);
    if (!checked) return;
    if (this[Symbol.asyncDispose] !== AsyncDrop.prototype[Symbol.asyncDispose]) {
      throw new MisuseError(`${nameOf(this)} overrides \`[Symbol.asyncDispose]\`, which is final: put its work into \`drop()\``);
    }
    born(this, this.constructor.name);
  }

  /** The body of the destructor. The library calls it, once, and waits for it. */
  abstract drop(): PromiseLike<void>;

  /** Drops the value: its body, then its fields. Does nothing when it was dropped before. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!AsyncDrop.#hasEnded(this)) await dropValueAsync(this);
  }

  /** @internal */
  async [asyncGlue](walk: DropWalk): Promise<void> {
    if (this.#ended) return;
    AsyncDrop.#end(this);
    try {
      await this.drop();
    } finally {
      dropInOrder(walk, Object.values(this));
    }
  }

  /** @internal */
  [glue](_walk: DropWalk): void {
    if (!this.#ended) throw asyncOnly(this);
  }

  /** @internal */
  [disarm](): void {
    if (!this.#ended) AsyncDrop.#end(this);
  }

  static #hasEnded(received: AsyncDrop): boolean {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#ended;
    } catch {
      const how = "extend `AsyncDrop`, and call `super()` first in the constructor";
      throw wrongReceiver("AsyncDrop.[Symbol.asyncDispose]", "AsyncDrop", received, how);
    }
  }

  static #end(value: AsyncDrop): void {
    value.#ended = true;
    if (checked) died(value);
  }
}

/**
 * Drops a value now, with everything that it owns, and waits for what can only end so: `drop` for values that hold something with
 * `[Symbol.asyncDispose]`, whoever made it.
 *
 * Danger: between two of them other tasks run; they find the owner ended and what comes later still alive.
 *
 * Cost: as of `drop`, and a turn of the queue for each that is awaited. Rejects with what destructors throw, after everything is
 * dropped; several errors become one `SuppressedError`.
 *
 * Source: none in std; `drop` of a value that is `AsyncDrop`.
 *
 * @example
 * ```ts
 * import { Box, dropAsync } from "freehold";
 * let closed = 0;
 * const file = () => ({ async [Symbol.asyncDispose]() { closed += 1; } });
 * const files = [Box.new(file()), Box.new(file())];
 * await dropAsync(files);
 * assert.equal(closed, 2);
 * ```
 */
export async function dropAsync(value: unknown): Promise<void> {
  await dropValueAsync(value);
}
