/** A `bigint` of 64 bits with a sign: `std::sync::atomic::AtomicI64`. */

import { add, and, compareExchange, exchange, load, or, store, sub, xor } from "../internal/atomics64.ts";
import { cellFromWire, cellKind, cellToWire, makeCell } from "../internal/cells.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { expectFunction } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { expectLong } from "./atomic-misuse.ts";
import { CellHandle } from "./cell-handle.ts";

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
export class AtomicI64 extends CellHandle {
  static {
    registerShareable<AtomicI64>({
      tag: "AtomicI64",
      type: AtomicI64,
      toWire: (atomic) => cellToWire(CellHandle.addressOf("AtomicI64", "send", atomic)),
      fromWire: (data) => new AtomicI64(cellFromWire(cellKind.atomic, data)),
    });
  }

  private constructor(address: Address) {
    super("AtomicI64", address);
  }

  /** One that holds `value`. */
  static new(value: bigint): AtomicI64 {
    expectLong("AtomicI64.new", value);
    const address = makeCell(cellKind.atomic);
    store((address >> 2) + cell.value, value);
    return new AtomicI64(address);
  }

  /** What it holds. */
  load(): bigint {
    return load(wordOf("load", this));
  }

  /** Puts `value` in. */
  store(value: bigint): void {
    const word = wordOf("store", this);
    expectLong("AtomicI64.store", value);
    store(word, value);
  }

  /** Puts `value` in and gives what was there. */
  swap(value: bigint): bigint {
    const word = wordOf("swap", this);
    expectLong("AtomicI64.swap", value);
    return exchange(word, value);
  }

  /** Puts `next` in if it holds `expected`. Gives what was there: it was exchanged when that is `expected`. */
  compareExchange(expected: bigint, next: bigint): bigint {
    const word = wordOf("compareExchange", this);
    expectLong("AtomicI64.compareExchange", expected);
    expectLong("AtomicI64.compareExchange", next);
    return compareExchange(word, expected, next);
  }

  /** Puts in what `next` makes of the value, again if another thread was quicker, and gives what was there; `undefined` when `next` gives that. */
  fetchUpdate(next: (value: bigint) => bigint | undefined): bigint | undefined {
    const word = wordOf("fetchUpdate", this);
    expectFunction("AtomicI64.fetchUpdate", next);
    for (;;) {
      const seen = load(word);
      const value = next(seen);
      if (value === undefined) return undefined;
      expectLong("AtomicI64.fetchUpdate", value);
      if (compareExchange(word, seen, value) === seen) return seen;
    }
  }

  /** Takes the value out; this handle is used up. */
  intoInner(): bigint {
    const value = load(wordOf("intoInner", this));
    CellHandle.moved(this);
    return value;
  }

  /** Adds, and gives what was there. */
  fetchAdd(value: bigint): bigint {
    const word = wordOf("fetchAdd", this);
    expectLong("AtomicI64.fetchAdd", value);
    return add(word, value);
  }

  /** Subtracts, and gives what was there. */
  fetchSub(value: bigint): bigint {
    const word = wordOf("fetchSub", this);
    expectLong("AtomicI64.fetchSub", value);
    return sub(word, value);
  }

  /** Keeps the bits that are in both, and gives what was there. */
  fetchAnd(value: bigint): bigint {
    const word = wordOf("fetchAnd", this);
    expectLong("AtomicI64.fetchAnd", value);
    return and(word, value);
  }

  /** Keeps the bits that are in either, and gives what was there. */
  fetchOr(value: bigint): bigint {
    const word = wordOf("fetchOr", this);
    expectLong("AtomicI64.fetchOr", value);
    return or(word, value);
  }

  /** Keeps the bits that are in one of them, and gives what was there. */
  fetchXor(value: bigint): bigint {
    const word = wordOf("fetchXor", this);
    expectLong("AtomicI64.fetchXor", value);
    return xor(word, value);
  }

  /** Keeps the bits that are not in both, and gives what was there. */
  fetchNand(value: bigint): bigint {
    wordOf("fetchNand", this);
    expectLong("AtomicI64.fetchNand", value);
    return this.fetchUpdate((seen) => ~(seen & value))!;
  }

  /** Keeps the larger, and gives what was there. */
  fetchMax(value: bigint): bigint {
    wordOf("fetchMax", this);
    expectLong("AtomicI64.fetchMax", value);
    return this.fetchUpdate((seen) => (seen > value ? seen : value))!;
  }

  /** Keeps the smaller, and gives what was there. */
  fetchMin(value: bigint): bigint {
    wordOf("fetchMin", this);
    expectLong("AtomicI64.fetchMin", value);
    return this.fetchUpdate((seen) => (seen < value ? seen : value))!;
  }
}

/** On a word of 64 bits, which the value of a cell begins with. */
function wordOf(method: string, atomic: AtomicI64): number {
  return CellHandle.wordOf("AtomicI64", method, atomic) + cell.value - cell.word;
}
