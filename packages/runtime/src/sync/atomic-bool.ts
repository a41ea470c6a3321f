/** A boolean: `std::sync::atomic::AtomicBool`. */

import { and, compareExchange, exchange, load, or, store, xor } from "#atomics";
import { cellFromWire, cellKind, cellToWire, makeCell } from "../internal/cells.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { expectFunction } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { expectBoolean } from "./atomic-misuse.ts";
import { CellHandle } from "./cell-handle.ts";

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
export class AtomicBool extends CellHandle {
  static {
    registerShareable<AtomicBool>({
      tag: "AtomicBool",
      type: AtomicBool,
      toWire: (atomic) => cellToWire(CellHandle.addressOf("AtomicBool", "send", atomic)),
      fromWire: (data) => new AtomicBool(cellFromWire(cellKind.atomic, data)),
    });
  }

  private constructor(address: Address) {
    super("AtomicBool", address);
  }

  /** One that holds `value`. */
  static new(value: boolean): AtomicBool {
    expectBoolean("AtomicBool.new", value);
    const address = makeCell(cellKind.atomic);
    store((address >> 2) + cell.value, Number(value));
    return new AtomicBool(address);
  }

  /** What it holds. */
  load(): boolean {
    return load(wordOf("load", this)) !== 0;
  }

  /** Puts `value` in. */
  store(value: boolean): void {
    const word = wordOf("store", this);
    expectBoolean("AtomicBool.store", value);
    store(word, Number(value));
  }

  /** Puts `value` in and gives what was there. */
  swap(value: boolean): boolean {
    const word = wordOf("swap", this);
    expectBoolean("AtomicBool.swap", value);
    return exchange(word, Number(value)) !== 0;
  }

  /** Puts `next` in if it holds `expected`. Gives what was there: it was exchanged when that is `expected`. */
  compareExchange(expected: boolean, next: boolean): boolean {
    const word = wordOf("compareExchange", this);
    expectBoolean("AtomicBool.compareExchange", expected);
    expectBoolean("AtomicBool.compareExchange", next);
    return compareExchange(word, Number(expected), Number(next)) !== 0;
  }

  /** Puts in what `next` makes of the value, again if another thread was quicker, and gives what was there; `undefined` when `next` gives that. */
  fetchUpdate(next: (value: boolean) => boolean | undefined): boolean | undefined {
    const word = wordOf("fetchUpdate", this);
    expectFunction("AtomicBool.fetchUpdate", next);
    for (;;) {
      const seen = load(word);
      const value = next(seen !== 0);
      if (value === undefined) return undefined;
      expectBoolean("AtomicBool.fetchUpdate", value);
      if (compareExchange(word, seen, Number(value)) === seen) return seen !== 0;
    }
  }

  /** Takes the value out; this handle is used up. */
  intoInner(): boolean {
    const value = load(wordOf("intoInner", this)) !== 0;
    CellHandle.moved(this);
    return value;
  }

  /** Whether both hold, and gives what was there. */
  fetchAnd(value: boolean): boolean {
    const word = wordOf("fetchAnd", this);
    expectBoolean("AtomicBool.fetchAnd", value);
    return and(word, Number(value)) !== 0;
  }

  /** Whether either holds, and gives what was there. */
  fetchOr(value: boolean): boolean {
    const word = wordOf("fetchOr", this);
    expectBoolean("AtomicBool.fetchOr", value);
    return or(word, Number(value)) !== 0;
  }

  /** Whether just one holds, and gives what was there. */
  fetchXor(value: boolean): boolean {
    const word = wordOf("fetchXor", this);
    expectBoolean("AtomicBool.fetchXor", value);
    return xor(word, Number(value)) !== 0;
  }

  /** Whether not both hold, and gives what was there. */
  fetchNand(value: boolean): boolean {
    wordOf("fetchNand", this);
    expectBoolean("AtomicBool.fetchNand", value);
    return this.fetchUpdate((seen) => !(seen && value))!;
  }

  /** Turns it round, and gives what was there. */
  fetchNot(): boolean {
    return xor(wordOf("fetchNot", this), 1) !== 0;
  }
}

/** Where the value lies. */
function wordOf(method: string, atomic: AtomicBool): number {
  return CellHandle.wordOf("AtomicBool", method, atomic) + cell.value - cell.word;
}
