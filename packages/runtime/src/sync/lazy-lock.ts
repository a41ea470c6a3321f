/** A value that is made when somebody first needs it: `std::sync::LazyLock`. */

import { registerShareable } from "../internal/shareable.ts";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { OnceLock } from "./once-lock.ts";

/**
 * Makes its value at the first `get`, and keeps it for all threads.
 *
 * Danger: functions stay in their thread: sending a `LazyLock` to another thread makes the value first. One at the top of a module is
 * another one in each thread that loads the module.
 *
 * Cost: 128 bytes of shared memory and what the value takes; a `get` after the first is two loads. What the initialiser throws comes out
 * of `get`, and the next `get` tries again. Throws what `OnceLock` throws.
 *
 * Source: `std::sync::LazyLock`.
 *
 * @example
 * ```ts
 * import { LazyLock } from "freehold";
 * let made = 0;
 * using table = LazyLock.new(() => { made += 1; return [1, 2, 3]; });
 * assert.equal(made, 0);
 * assert.equal(table.get().length + table.get().length, 6);
 * assert.equal(made, 1);
 * ```
 */
export class LazyLock<T> implements Owner, Disposable {
  readonly #lock: OnceLock<T>;
  readonly #init: () => T;
  #ended: End | undefined;

  static {
    registerShareable<LazyLock<unknown>>({
      tag: "LazyLock",
      type: LazyLock,
      toWire: (lazy) => {
        lazy.get();
        return OnceLock.send(lazy.#lock);
      },
      fromWire: (data) => new LazyLock(OnceLock.receive(data), madeElsewhere),
    });
  }

  private constructor(lock: OnceLock<T>, init: () => T) {
    this.#lock = lock;
    this.#init = init;
    this.#ended = undefined;
  }

  /** Calls `init` no earlier than somebody needs the value. */
  static new<T>(init: () => T): LazyLock<T> {
    expectFunction("LazyLock.new", init);
    return new LazyLock(OnceLock.new<T>(), init);
  }

  /** The value, made now if it was not before. */
  static force<T>(lazy: LazyLock<T>): T {
    return LazyLock.#live("force", lazy).get();
  }

  /** The value, made now if it was not before; waits while another thread makes it. */
  get(): T {
    const lazy = LazyLock.#live("get", this);
    return lazy.#lock.getOrInit(lazy.#init);
  }

  /** Gives up this handle. */
  [Symbol.dispose](): void {
    if (LazyLock.#endOf("[Symbol.dispose]", this) === undefined) LazyLock.#finish(this, droppedHere());
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#ended === undefined) LazyLock.#finish(this, droppedAt(walk.place));
  }

  /** @internal */
  [disarm](): void {
    if (this.#ended !== undefined) return;
    this.#ended = movedHere();
    this.#lock[disarm]();
  }

  static #finish(lazy: LazyLock<unknown>, end: End): void {
    lazy.#ended = end;
    lazy.#lock[Symbol.dispose]();
  }

  static #live<T>(method: string, lazy: LazyLock<T>): LazyLock<T> {
    const end = LazyLock.#endOf(method, lazy);
    if (end !== undefined) throw afterEnd("LazyLock", end);
    return lazy;
  }

  static #endOf(method: string, received: LazyLock<unknown>): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#ended;
    } catch {
      throw wrongReceiver(`LazyLock.${method}`, "LazyLock", received);
    }
  }
}

/** The value was made before it was sent, so nobody calls this. */
function madeElsewhere(): never {
  throw new RangeError("the value of this `LazyLock` was made in another thread");
}
