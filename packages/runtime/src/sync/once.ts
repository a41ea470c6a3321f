/** Something that is done once, by whichever thread comes first: `std::sync::Once`. */

import { load } from "#atomics";
import { cellFromWire, cellKind, cellToWire, makeCell } from "../internal/cells.ts";
import type { Address } from "../internal/memory-map.ts";
import { expectFunction } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { CellHandle } from "./cell-handle.ts";
import { runForced, runOnce, waitFor } from "./once-run.ts";
import { COMPLETE } from "./once-word.ts";

/**
 * Runs one function once, in whatever thread; the others wait until it is done.
 *
 * Danger: a function that needs the same `Once` again waits for itself, and throws `DeadlockError`. When the function throws or its thread
 * dies, the `Once` is poisoned: `callOnce` throws `PoisonError` from then on, `callOnceForce` tries again.
 *
 * Cost: 128 bytes of shared memory; a call after the first is one load. Using it after its drop throws `DroppedError`.
 *
 * Source: `std::sync::Once`.
 *
 * @example
 * ```ts
 * import { Once } from "freehold";
 * using once = Once.new();
 * let calls = 0;
 * once.callOnce(() => { calls += 1; });
 * once.callOnce(() => { calls += 1; });
 * assert.equal(calls, 1);
 * assert.equal(once.isCompleted(), true);
 * ```
 */
export class Once extends CellHandle {
  static {
    registerShareable<Once>({
      tag: "Once",
      type: Once,
      toWire: (once) => cellToWire(CellHandle.addressOf("Once", "send", once)),
      fromWire: (data) => new Once(cellFromWire(cellKind.once, data)),
    });
  }

  private constructor(address: Address) {
    super("Once", address);
  }

  /** One that has not run. */
  static new(): Once {
    return new Once(makeCell(cellKind.once));
  }

  /** Runs `run` unless it was done; waits while another thread runs it. Throws what `run` throws, and `PoisonError`. */
  callOnce(run: () => void): void {
    expectFunction("Once.callOnce", run);
    runOnce("Once", CellHandle.wordOf("Once", "callOnce", this), run);
  }

  /** The same, but tries again after a failure; `run` is told whether there was one. */
  callOnceForce(run: (state: { readonly isPoisoned: boolean }) => void): void {
    expectFunction("Once.callOnceForce", run);
    runForced("Once", CellHandle.wordOf("Once", "callOnceForce", this), (isPoisoned) => run({ isPoisoned }));
  }

  /** Whether it was done. */
  isCompleted(): boolean {
    return load(CellHandle.wordOf("Once", "isCompleted", this)) === COMPLETE;
  }

  /** Sleeps until another thread has done it. Throws `PoisonError` when it has failed. */
  wait(): void {
    waitFor("Once", CellHandle.wordOf("Once", "wait", this), Infinity);
  }
}
