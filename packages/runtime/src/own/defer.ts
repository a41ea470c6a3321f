/** Work for the end of a scope: what the `scopeguard` crate is to Rust. */

import { born, checked, died } from "#checks";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";

/**
 * Runs `work` when the scope ends: however it ends, once.
 *
 * Danger: without `using` it never runs. Work that is async is waited for by `await using` only. `work` runs while an error may be on its way; what it throws is joined to that error.
 *
 * Cost: 32 bytes and the closure. Throws `MisuseError` when `work` is no function.
 *
 * Source: `scopeguard::guard`.
 *
 * @example
 * ```ts
 * import { defer } from "freehold";
 * const lines: string[] = [];
 * {
 *   using _cleanup = defer(() => lines.push("cleaned up"));
 *   lines.push("working");
 * }
 * assert.deepEqual(lines, ["working", "cleaned up"]);
 * ```
 */
export function defer(work: () => unknown): Deferred {
  expectFunction("defer", work);
  return new Deferred(work);
}

/**
 * What `defer` gives: disposing it runs the work, `cancel` lets it go.
 *
 * Cost: 32 bytes. Source: `scopeguard::ScopeGuard`.
 *
 * @example
 * ```ts
 * import { defer, type Deferred } from "freehold";
 * const undo: string[] = [];
 * {
 *   using rollback: Deferred = defer(() => undo.push("rolled back"));
 *   rollback.cancel();
 * }
 * assert.deepEqual(undo, []);
 * ```
 */
export class Deferred implements Owner, Disposable, AsyncDisposable {
  #work: (() => unknown) | undefined;

  constructor(work: () => unknown) {
    this.#work = work;
    if (checked) born(this, "Deferred");
  }

  /** The work will not run. Does nothing when it ran before. */
  cancel(): void {
    Deferred.#takeWork("cancel", this);
  }

  /** Runs the work, unless it ran before or was cancelled. */
  [Symbol.dispose](): void {
    Deferred.#takeWork("[Symbol.dispose]", this)?.();
  }

  /** As `[Symbol.dispose]`, and waits for what the work gives: for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Deferred.#takeWork("[Symbol.asyncDispose]", this)?.();
  }

  /** @internal */
  [glue](_walk: DropWalk): void {
    this[Symbol.dispose]();
  }

  /** @internal */
  [disarm](): void {
    this.cancel();
  }

  static #takeWork(method: string, received: unknown): (() => unknown) | undefined {
    if (typeof received !== "object" || received === null || !(#work in received))
      throw wrongReceiver(`Deferred.${method}`, "Deferred", received, "call `defer`");
    const work = received.#work;
    received.#work = undefined;
    if (checked && work !== undefined) died(received);
    return work;
  }
}
