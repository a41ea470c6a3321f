/** A whole number of 32 bits without a sign: `std::sync::atomic::AtomicU32`. */

import { add, and, compareExchange, exchange, load, or, store, sub, xor } from "#atomics";
import type { Address } from "../internal/memory-map.ts";
import { cellKind } from "../internal/cells.ts";
import { registerShareable } from "../internal/shareable.ts";
import { Atomic, kindKey, type AtomicKind } from "./atomic.ts";
import { AtomicInteger } from "./atomic-integer.ts";
import { expectInteger } from "./atomic-misuse.ts";

/** The operations see the same bits with a sign. */
const unsigned: AtomicKind<number, number> = {
  type: "AtomicU32",
  cell: cellKind.atomicU32,
  toWord: (method, value) => {
    expectInteger("AtomicU32", method, value, 0, 0xffff_ffff);
    return value | 0;
  },
  fromWord: (word) => word >>> 0,
  nand: (one, other) => ~(one & other) >>> 0,
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
 * A whole number of 32 bits without a sign that threads change without a lock. Every operation is one step for all threads, in one order (`SeqCst`).
 *
 * Danger: two operations are two steps. What must hold between several values needs a `Mutex`.
 *
 * Cost: 128 bytes of shared memory, so that no two share a line of the cache; an operation a few nanoseconds, which `fetchUpdate` repeats when
 * another thread was quicker. Sums wrap around. Throws `MisuseError` for what is no such value, and `DroppedError` after the drop.
 *
 * Source: `std::sync::atomic::AtomicU32`.
 *
 * @example
 * ```ts
 * import { AtomicU32 } from "freehold";
 * using atomic = AtomicU32.new(5);
 * assert.equal(atomic.fetchAdd(2), 5);
 * assert.equal(atomic.fetchUpdate((value) => (value < 100 ? value * 2 : undefined)), 7);
 * assert.equal(atomic.load(), 14);
 * ```
 */
export class AtomicU32 extends AtomicInteger<number, number> {
  static {
    registerShareable<AtomicU32>({
      tag: "AtomicU32",
      type: AtomicU32,
      toWire: (atomic) => Atomic.send(unsigned, atomic),
      fromWire: (data) => new AtomicU32(Atomic.receive(unsigned, data)),
    });
  }

  private constructor(address: Address) {
    super("AtomicU32", address);
  }

  /** @internal */
  override get [kindKey](): AtomicKind<number, number> {
    return unsigned;
  }

  /** One that holds `value`. */
  static new(value: number): AtomicU32 {
    return new AtomicU32(Atomic.make(unsigned, value));
  }
}
