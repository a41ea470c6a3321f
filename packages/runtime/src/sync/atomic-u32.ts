/** A whole number of 32 bits without a sign: `std::sync::atomic::AtomicU32`. */

import { add, and, compareExchange, exchange, load, or, store, sub, xor } from "#atomics";
import { cellFromWire, cellKind, cellToWire, makeCell } from "../internal/cells.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { expectFunction } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { expectInteger } from "./atomic-misuse.ts";
import { CellHandle } from "./cell-handle.ts";

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
export class AtomicU32 extends CellHandle {
  static {
    registerShareable<AtomicU32>({
      tag: "AtomicU32",
      type: AtomicU32,
      toWire: (atomic) => cellToWire(CellHandle.addressOf("AtomicU32", "send", atomic)),
      fromWire: (data) => new AtomicU32(cellFromWire(cellKind.atomic, data)),
    });
  }

  private constructor(address: Address) {
    super("AtomicU32", address);
  }

  /** One that holds `value`. */
  static new(value: number): AtomicU32 {
    expectInteger("AtomicU32.new", value, 0, 0xffff_ffff);
    const address = makeCell(cellKind.atomic);
    store((address >> 2) + cell.value, value | 0);
    return new AtomicU32(address);
  }

  /** What it holds. */
  load(): number {
    return load(wordOf("load", this)) >>> 0;
  }

  /** Puts `value` in. */
  store(value: number): void {
    const word = wordOf("store", this);
    expectInteger("AtomicU32.store", value, 0, 0xffff_ffff);
    store(word, value | 0);
  }

  /** Puts `value` in and gives what was there. */
  swap(value: number): number {
    const word = wordOf("swap", this);
    expectInteger("AtomicU32.swap", value, 0, 0xffff_ffff);
    return exchange(word, value | 0) >>> 0;
  }

  /** Puts `next` in if it holds `expected`. Gives what was there: it was exchanged when that is `expected`. */
  compareExchange(expected: number, next: number): number {
    const word = wordOf("compareExchange", this);
    expectInteger("AtomicU32.compareExchange", expected, 0, 0xffff_ffff);
    expectInteger("AtomicU32.compareExchange", next, 0, 0xffff_ffff);
    return compareExchange(word, expected | 0, next | 0) >>> 0;
  }

  /** Puts in what `next` makes of the value, again if another thread was quicker, and gives what was there; `undefined` when `next` gives that. */
  fetchUpdate(next: (value: number) => number | undefined): number | undefined {
    const word = wordOf("fetchUpdate", this);
    expectFunction("AtomicU32.fetchUpdate", next);
    for (;;) {
      const seen = load(word);
      const value = next(seen >>> 0);
      if (value === undefined) return undefined;
      expectInteger("AtomicU32.fetchUpdate", value, 0, 0xffff_ffff);
      if (compareExchange(word, seen, value | 0) === seen) return seen >>> 0;
    }
  }

  /** Takes the value out; this handle is used up. */
  intoInner(): number {
    const value = load(wordOf("intoInner", this)) >>> 0;
    CellHandle.moved(this);
    return value;
  }

  /** Adds, and gives what was there. */
  fetchAdd(value: number): number {
    const word = wordOf("fetchAdd", this);
    expectInteger("AtomicU32.fetchAdd", value, 0, 0xffff_ffff);
    return add(word, value | 0) >>> 0;
  }

  /** Subtracts, and gives what was there. */
  fetchSub(value: number): number {
    const word = wordOf("fetchSub", this);
    expectInteger("AtomicU32.fetchSub", value, 0, 0xffff_ffff);
    return sub(word, value | 0) >>> 0;
  }

  /** Keeps the bits that are in both, and gives what was there. */
  fetchAnd(value: number): number {
    const word = wordOf("fetchAnd", this);
    expectInteger("AtomicU32.fetchAnd", value, 0, 0xffff_ffff);
    return and(word, value | 0) >>> 0;
  }

  /** Keeps the bits that are in either, and gives what was there. */
  fetchOr(value: number): number {
    const word = wordOf("fetchOr", this);
    expectInteger("AtomicU32.fetchOr", value, 0, 0xffff_ffff);
    return or(word, value | 0) >>> 0;
  }

  /** Keeps the bits that are in one of them, and gives what was there. */
  fetchXor(value: number): number {
    const word = wordOf("fetchXor", this);
    expectInteger("AtomicU32.fetchXor", value, 0, 0xffff_ffff);
    return xor(word, value | 0) >>> 0;
  }

  /** Keeps the bits that are not in both, and gives what was there. */
  fetchNand(value: number): number {
    wordOf("fetchNand", this);
    expectInteger("AtomicU32.fetchNand", value, 0, 0xffff_ffff);
    return this.fetchUpdate((seen) => ~(seen & value) >>> 0)!;
  }

  /** Keeps the larger, and gives what was there. */
  fetchMax(value: number): number {
    wordOf("fetchMax", this);
    expectInteger("AtomicU32.fetchMax", value, 0, 0xffff_ffff);
    return this.fetchUpdate((seen) => Math.max(seen, value))!;
  }

  /** Keeps the smaller, and gives what was there. */
  fetchMin(value: number): number {
    wordOf("fetchMin", this);
    expectInteger("AtomicU32.fetchMin", value, 0, 0xffff_ffff);
    return this.fetchUpdate((seen) => Math.min(seen, value))!;
  }
}

/** Where the value lies. */
function wordOf(method: string, atomic: AtomicU32): number {
  return CellHandle.wordOf("AtomicU32", method, atomic) + cell.value - cell.word;
}
