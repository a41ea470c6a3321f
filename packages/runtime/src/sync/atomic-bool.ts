/** A boolean: `std::sync::atomic::AtomicBool`. */

import { add, and, compareExchange, exchange, load, or, store, sub, xor } from "#atomics";
import type { Address } from "../internal/memory-map.ts";
import { cellKind } from "../internal/cells.ts";
import { registerShareable } from "../internal/shareable.ts";
import { Atomic, indexOf, kindKey, kindOf, type AtomicKind } from "./atomic.ts";
import { expectBoolean } from "./atomic-misuse.ts";

/** One for `true`, none for `false`. */
const truth: AtomicKind<boolean, number> = {
  type: "AtomicBool",
  cell: cellKind.atomicBool,
  toWord: (method, value) => {
    expectBoolean("AtomicBool", method, value);
    return Number(value);
  },
  fromWord: (word) => word !== 0,
  nand: (one, other) => !(one && other),
  load,
  store,
  add,
  sub,
  and,
  or,
  xor,
  exchange,
  compareExchange,
};

/**
 * A boolean that threads change without a lock. Every operation is one step for all threads, in one order (`SeqCst`).
 *
 * Danger: two operations are two steps. What must hold between several values needs a `Mutex`.
 *
 * Cost: 128 bytes of shared memory, so that no two share a line of the cache; an operation a few nanoseconds, which `fetchUpdate` repeats when
 * another thread was quicker. Throws `MisuseError` for what is no such value, and `DroppedError` after the drop.
 *
 * Source: `std::sync::atomic::AtomicBool`.
 *
 * @example
 * ```ts
 * import { AtomicBool } from "freehold";
 * using atomic = AtomicBool.new(false);
 * assert.equal(atomic.swap(true), false);
 * assert.equal(atomic.compareExchange(true, false), true);
 * assert.equal(atomic.load(), false);
 * ```
 */
export class AtomicBool extends Atomic<boolean, number> {
  static {
    registerShareable<AtomicBool>({
      tag: "AtomicBool",
      type: AtomicBool,
      toWire: (atomic) => Atomic.send(truth, atomic),
      fromWire: (data) => new AtomicBool(Atomic.receive(truth, data)),
    });
  }

  private constructor(address: Address) {
    super("AtomicBool", address);
  }

  /** @internal */
  override get [kindKey](): AtomicKind<boolean, number> {
    return truth;
  }

  /** One that holds `value`. */
  static new(value: boolean): AtomicBool {
    return new AtomicBool(Atomic.make(truth, value));
  }

  /** Turns it round, and gives what was there. */
  fetchNot(): boolean {
    const kind = kindOf("fetchNot", this);
    return kind.fromWord(kind.xor(indexOf(kind, "fetchNot", this), 1));
  }
}
