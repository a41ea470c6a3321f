/** A `bigint` of 64 bits with a sign: `std::sync::atomic::AtomicI64`. */

import { add, and, compareExchange, exchange, load, or, store, sub, xor } from "../internal/atomics64.ts";
import type { Address } from "../internal/memory-map.ts";
import { cellKind } from "../internal/cells.ts";
import { registerShareable } from "../internal/shareable.ts";
import { Atomic, kindKey, type AtomicKind } from "./atomic.ts";
import { AtomicInteger } from "./atomic-integer.ts";
import { expectLong } from "./atomic-misuse.ts";

/** Values lie on two words, as they are. */
const long: AtomicKind<bigint, bigint> = {
  type: "AtomicI64",
  cell: cellKind.atomicI64,
  toWord: (method, value) => {
    expectLong("AtomicI64", method, value);
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
 * A `bigint` of 64 bits with a sign that threads change without a lock. Every operation is one step for all threads, in one order (`SeqCst`).
 *
 * Danger: two operations are two steps. What must hold between several values needs a `Mutex`.
 *
 * Cost: 128 bytes of shared memory, so that no two share a line of the cache; an operation a few nanoseconds, which `fetchUpdate` repeats when
 * another thread was quicker. Sums wrap around. Throws `MisuseError` for what is no such value, and `DroppedError` after the drop.
 *
 * Source: `std::sync::atomic::AtomicI64`.
 *
 * @example
 * ```ts
 * import { AtomicI64 } from "freehold";
 * using atomic = AtomicI64.new(5n);
 * assert.equal(atomic.fetchAdd(2n), 5n);
 * assert.equal(atomic.fetchUpdate((value) => (value < 100n ? value * 2n : undefined)), 7n);
 * assert.equal(atomic.load(), 14n);
 * ```
 */
export class AtomicI64 extends AtomicInteger<bigint, bigint> {
  static {
    registerShareable<AtomicI64>({
      tag: "AtomicI64",
      type: AtomicI64,
      toWire: (atomic) => Atomic.send(long, atomic),
      fromWire: (data) => new AtomicI64(Atomic.receive(long, data)),
    });
  }

  private constructor(address: Address) {
    super("AtomicI64", address);
  }

  /** @internal */
  override get [kindKey](): AtomicKind<bigint, bigint> {
    return long;
  }

  /** One that holds `value`. */
  static new(value: bigint): AtomicI64 {
    return new AtomicI64(Atomic.make(long, value));
  }
}
