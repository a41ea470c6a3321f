/** A whole number of 32 bits with a sign: `std::sync::atomic::AtomicI32`. */

import { add, and, compareExchange, exchange, load, or, store, sub, xor } from "#atomics";
import { cellFromWire, cellKind, cellToWire, makeCell } from "../internal/cells.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { expectFunction } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { expectInteger } from "./atomic-misuse.ts";
import { CellHandle } from "./cell-handle.ts";

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
export class AtomicI32 extends CellHandle {
  static {
    registerShareable<AtomicI32>({
      tag: "AtomicI32",
      type: AtomicI32,
      toWire: (atomic) => cellToWire(CellHandle.addressOf("AtomicI32", "send", atomic)),
      fromWire: (data) => new AtomicI32(cellFromWire(cellKind.atomic, data)),
    });
  }

  private constructor(address: Address) {
    super("AtomicI32", address);
  }

  /** One that holds `value`. */
  static new(value: number): AtomicI32 {
    expectInteger("AtomicI32.new", value, -0x8000_0000, 0x7fff_ffff);
    const address = makeCell(cellKind.atomic);
    store((address >> 2) + cell.value, value);
    return new AtomicI32(address);
  }

  /** What it holds. */
  load(): number {
    return load(wordOf("load", this));
  }

  /** Puts `value` in. */
  store(value: number): void {
    const word = wordOf("store", this);
    expectInteger("AtomicI32.store", value, -0x8000_0000, 0x7fff_ffff);
    store(word, value);
  }

  /** Puts `value` in and gives what was there. */
  swap(value: number): number {
    const word = wordOf("swap", this);
    expectInteger("AtomicI32.swap", value, -0x8000_0000, 0x7fff_ffff);
    return exchange(word, value);
  }

  /** Puts `next` in if it holds `expected`. Gives what was there: it was exchanged when that is `expected`. */
  compareExchange(expected: number, next: number): number {
    const word = wordOf("compareExchange", this);
    expectInteger("AtomicI32.compareExchange", expected, -0x8000_0000, 0x7fff_ffff);
    expectInteger("AtomicI32.compareExchange", next, -0x8000_0000, 0x7fff_ffff);
    return compareExchange(word, expected, next);
  }

  /** Puts in what `next` makes of the value, again if another thread was quicker, and gives what was there; `undefined` when `next` gives that. */
  fetchUpdate(next: (value: number) => number | undefined): number | undefined {
    const word = wordOf("fetchUpdate", this);
    expectFunction("AtomicI32.fetchUpdate", next);
    for (;;) {
      const seen = load(word);
      const value = next(seen);
      if (value === undefined) return undefined;
      expectInteger("AtomicI32.fetchUpdate", value, -0x8000_0000, 0x7fff_ffff);
      if (compareExchange(word, seen, value) === seen) return seen;
    }
  }

  /** Takes the value out; this handle is used up. */
  intoInner(): number {
    const value = load(wordOf("intoInner", this));
    CellHandle.moved(this);
    return value;
  }

  /** Adds, and gives what was there. */
  fetchAdd(value: number): number {
    const word = wordOf("fetchAdd", this);
    expectInteger("AtomicI32.fetchAdd", value, -0x8000_0000, 0x7fff_ffff);
    return add(word, value);
  }

  /** Subtracts, and gives what was there. */
  fetchSub(value: number): number {
    const word = wordOf("fetchSub", this);
    expectInteger("AtomicI32.fetchSub", value, -0x8000_0000, 0x7fff_ffff);
    return sub(word, value);
  }

  /** Keeps the bits that are in both, and gives what was there. */
  fetchAnd(value: number): number {
    const word = wordOf("fetchAnd", this);
    expectInteger("AtomicI32.fetchAnd", value, -0x8000_0000, 0x7fff_ffff);
    return and(word, value);
  }

  /** Keeps the bits that are in either, and gives what was there. */
  fetchOr(value: number): number {
    const word = wordOf("fetchOr", this);
    expectInteger("AtomicI32.fetchOr", value, -0x8000_0000, 0x7fff_ffff);
    return or(word, value);
  }

  /** Keeps the bits that are in one of them, and gives what was there. */
  fetchXor(value: number): number {
    const word = wordOf("fetchXor", this);
    expectInteger("AtomicI32.fetchXor", value, -0x8000_0000, 0x7fff_ffff);
    return xor(word, value);
  }

  /** Keeps the bits that are not in both, and gives what was there. */
  fetchNand(value: number): number {
    wordOf("fetchNand", this);
    expectInteger("AtomicI32.fetchNand", value, -0x8000_0000, 0x7fff_ffff);
    return this.fetchUpdate((seen) => ~(seen & value))!;
  }

  /** Keeps the larger, and gives what was there. */
  fetchMax(value: number): number {
    wordOf("fetchMax", this);
    expectInteger("AtomicI32.fetchMax", value, -0x8000_0000, 0x7fff_ffff);
    return this.fetchUpdate((seen) => Math.max(seen, value))!;
  }

  /** Keeps the smaller, and gives what was there. */
  fetchMin(value: number): number {
    wordOf("fetchMin", this);
    expectInteger("AtomicI32.fetchMin", value, -0x8000_0000, 0x7fff_ffff);
    return this.fetchUpdate((seen) => Math.min(seen, value))!;
  }
}

/** Where the value lies. */
function wordOf(method: string, atomic: AtomicI32): number {
  return CellHandle.wordOf("AtomicI32", method, atomic) + cell.value - cell.word;
}
