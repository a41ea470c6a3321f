/** A whole number of 32 bits with a sign: `std::sync::atomic::AtomicI32`. */

import { add, and, compareExchange, exchange, load, or, store, sub, xor } from "#atomics";
import type { Address } from "../internal/memory-map.ts";
import { cellKind } from "../internal/cells.ts";
import { registerShareable } from "../internal/shareable.ts";
import { Atomic, kindKey, type AtomicKind } from "./atomic.ts";
import { AtomicInteger } from "./atomic-integer.ts";
import { expectInteger } from "./atomic-misuse.ts";

/** Values lie in their word as they are. */
const signed: AtomicKind<number, number> = {
  type: "AtomicI32",
  cell: cellKind.atomicI32,
  toWord: (method, value) => {
    expectInteger("AtomicI32", method, value, -0x8000_0000, 0x7fff_ffff);
    return value;
  },
  fromWord: (word) => word,
  nand: (one, other) => ~(one & other),
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
 * A whole number of 32 bits with a sign that threads change without a lock. Every operation is one step for all threads, in one order (`SeqCst`).
 *
 * Danger: two operations are two steps. What must hold between several values needs a `Mutex`.
 *
 * Cost: 128 bytes of shared memory, so that no two share a line of the cache; an operation a few nanoseconds, which `fetchUpdate` repeats when
 * another thread was quicker. Sums wrap around. Throws `MisuseError` for what is no such value, and `DroppedError` after the drop.
 *
 * Source: `std::sync::atomic::AtomicI32`.
 *
 * @example
 * ```ts
 * import { AtomicI32 } from "freehold";
 * using atomic = AtomicI32.new(5);
 * assert.equal(atomic.fetchAdd(2), 5);
 * assert.equal(atomic.fetchUpdate((value) => (value < 100 ? value * 2 : undefined)), 7);
 * assert.equal(atomic.load(), 14);
 * ```
 */
export class AtomicI32 extends AtomicInteger<number, number> {
  static {
    registerShareable<AtomicI32>({
      tag: "AtomicI32",
      type: AtomicI32,
      toWire: (atomic) => Atomic.send(signed, atomic),
      fromWire: (data) => new AtomicI32(Atomic.receive(signed, data)),
    });
  }

  private constructor(address: Address) {
    super("AtomicI32", address);
  }

  /** @internal */
  override get [kindKey](): AtomicKind<number, number> {
    return signed;
  }

  /** One that holds `value`. */
  static new(value: number): AtomicI32 {
    return new AtomicI32(Atomic.make(signed, value));
  }
}
