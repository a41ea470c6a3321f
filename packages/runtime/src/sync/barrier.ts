/** Where threads wait until all of them are there: `std::sync::Barrier`. */

import { cellFromWire, cellKind, cellToWire, makeCell } from "../internal/cells.ts";
import { MisuseError, TimeoutError } from "../internal/errors.ts";
import { mayBlock } from "../internal/may-block.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { registerShareable } from "../internal/shareable.ts";
import { words } from "../internal/shared-memory.ts";
import { awake } from "../internal/thread-id.ts";
import { arrive, barrierLimit, LEADER, waitForAll } from "./barrier-word.ts";
import { CellHandle } from "./cell-handle.ts";

/** Counted from the cell's word: how many threads meet. */
const size = cell.third - cell.word;

/**
 * Lets a number of threads wait for each other, as often as they like.
 *
 * Danger: when one never comes, the others wait for ever: `waitFor` does not. A thread that dies before it arrives never comes.
 *
 * Cost: 128 bytes of shared memory; `wait` is two atomic operations and a sleep. It throws `MisuseError` in a page's own thread, which may not
 * sleep; using it after its drop throws `DroppedError`.
 *
 * Source: `std::sync::Barrier`.
 *
 * @example
 * ```ts
 * import { Barrier } from "freehold";
 * using barrier = Barrier.new(1);
 * assert.equal(barrier.wait().isLeader, true);
 * ```
 */
export class Barrier extends CellHandle {
  static {
    registerShareable<Barrier>({
      tag: "Barrier",
      type: Barrier,
      toWire: (barrier) => cellToWire(CellHandle.addressOf("Barrier", "send", barrier)),
      fromWire: (data) => new Barrier(cellFromWire(cellKind.barrier, data)),
    });
  }

  private constructor(address: Address) {
    super("Barrier", address);
  }

  /** One for so many threads, 65,535 at most. For 0 and 1, `wait` never waits. */
  static new(count: number): Barrier {
    if (!Number.isInteger(count) || count < 0 || count > barrierLimit) {
      throw new MisuseError(`\`Barrier.new\` needs a whole number of threads from 0 to ${barrierLimit} and was given another value`);
    }
    const address = makeCell(cellKind.barrier);
    words()[(address >> 2) + cell.third] = count;
    return new Barrier(address);
  }

  /** Waits until all are here. Exactly one of them is the leader. */
  wait(): { readonly isLeader: boolean } {
    return meet(CellHandle.wordOf("Barrier", "wait", this), Infinity);
  }

  /** As `wait`, for so many milliseconds at most. Throws `TimeoutError`; the thread counts as not here then. */
  waitFor(timeoutMs: number): { readonly isLeader: boolean } {
    return meet(CellHandle.wordOf("Barrier", "waitFor", this), timeoutMs);
  }
}

function meet(word: number, timeoutMs: number): { readonly isLeader: boolean } {
  if (!mayBlock()) throw new MisuseError("this thread may not sleep: `Barrier.wait` needs a worker of its own");
  const generation = arrive(word, words()[word + size]!);
  if (generation === LEADER) return { isLeader: true };
  if (!waitForAll(word, generation, timeoutMs)) throw new TimeoutError(`not all threads were at this \`Barrier\` within ${timeoutMs} ms`);
  awake();
  return { isLeader: false };
}
