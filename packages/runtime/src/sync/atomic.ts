/** A value that threads change without a lock: what `AtomicI32`, `AtomicU32`, `AtomicI64` and `AtomicBool` have in common. */

import { cellFromWire, cellToWire, makeCell, type CellKind, type CellWire } from "../internal/cells.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import { CellHandle } from "./cell-handle.ts";

/** What the operations on words do: those of 32 bits take and give numbers, those of 64 bits `bigint`s. */
export interface WordOperations<Word> {
  load(index: number): Word;
  store(index: number, value: Word): void;
  add(index: number, value: Word): Word;
  sub(index: number, value: Word): Word;
  and(index: number, value: Word): Word;
  or(index: number, value: Word): Word;
  xor(index: number, value: Word): Word;
  exchange(index: number, value: Word): Word;
  compareExchange(index: number, expected: Word, value: Word): Word;
}

/** How the values of one class are told from others, and lie in their word. */
export interface AtomicKind<Value, Word> extends WordOperations<Word> {
  readonly type: string;
  /** What says in the shared memory that such a value lives there. */
  readonly cell: CellKind;
  /** Throws `MisuseError`, which names the method, unless it is such a value. */
  toWord(method: string, value: Value): Word;
  fromWord(word: Word): Value;
  nand(one: Value, other: Value): Value;
}

/** Which kind a class is of. It hangs on the class, not in a field: so where the class is known, engines know the operations too. */
export const kindKey: unique symbol = Symbol("freehold.atomicKind");

/** Every operation is one step for all threads, in one order (`SeqCst`). */
export abstract class Atomic<Value, Word> extends CellHandle {
  /** @internal */
  abstract get [kindKey](): AtomicKind<Value, Word>;

  /** @internal A cell that holds `value`. */
  static make<Value, Word>(kind: AtomicKind<Value, Word>, value: Value): Address {
    const word = kind.toWord("new", value);
    const address = makeCell(kind.cell);
    kind.store((address >> 2) + cell.value, word);
    return address;
  }

  /** @internal */
  static send(kind: { readonly type: string }, atomic: CellHandle): CellWire {
    return cellToWire(CellHandle.addressOf(kind.type, "send", atomic));
  }

  /** @internal */
  static receive(kind: { readonly cell: CellKind }, wire: unknown): Address {
    return cellFromWire(kind.cell, wire);
  }

  /** What it holds. */
  load(): Value {
    const kind = kindOf("load", this);
    return kind.fromWord(kind.load(indexOf(kind, "load", this)));
  }

  /** Puts `value` in. */
  store(value: Value): void {
    const kind = kindOf("store", this);
    kind.store(indexOf(kind, "store", this), kind.toWord("store", value));
  }

  /** Puts `value` in and gives what was there. */
  swap(value: Value): Value {
    const kind = kindOf("swap", this);
    return kind.fromWord(kind.exchange(indexOf(kind, "swap", this), kind.toWord("swap", value)));
  }

  /** Puts `next` in if it holds `expected`. Gives what was there: it was exchanged when that is `expected`. */
  compareExchange(expected: Value, next: Value): Value {
    const kind = kindOf("compareExchange", this);
    const index = indexOf(kind, "compareExchange", this);
    return kind.fromWord(kind.compareExchange(index, kind.toWord("compareExchange", expected), kind.toWord("compareExchange", next)));
  }

  /** Puts in what `next` makes of the value, again if another thread was quicker, and gives what was there; `undefined` when `next` gives that. */
  fetchUpdate(next: (value: Value) => Value | undefined): Value | undefined {
    const kind = kindOf("fetchUpdate", this);
    const index = indexOf(kind, "fetchUpdate", this);
    expectFunction(`${kind.type}.fetchUpdate`, next);
    for (;;) {
      const seen = kind.load(index);
      const value = next(kind.fromWord(seen));
      if (value === undefined) return undefined;
      if (kind.compareExchange(index, seen, kind.toWord("fetchUpdate", value)) === seen) return kind.fromWord(seen);
    }
  }

  /** Takes the value out; this handle is used up. */
  intoInner(): Value {
    const kind = kindOf("intoInner", this);
    const value = kind.fromWord(kind.load(indexOf(kind, "intoInner", this)));
    CellHandle.moved(this);
    return value;
  }

  /** Keeps what is in both, bit by bit, and gives what was there. */
  fetchAnd(value: Value): Value {
    const kind = kindOf("fetchAnd", this);
    return kind.fromWord(kind.and(indexOf(kind, "fetchAnd", this), kind.toWord("fetchAnd", value)));
  }

  /** Keeps what is in either, bit by bit, and gives what was there. */
  fetchOr(value: Value): Value {
    const kind = kindOf("fetchOr", this);
    return kind.fromWord(kind.or(indexOf(kind, "fetchOr", this), kind.toWord("fetchOr", value)));
  }

  /** Keeps what is in just one of them, bit by bit, and gives what was there. */
  fetchXor(value: Value): Value {
    const kind = kindOf("fetchXor", this);
    return kind.fromWord(kind.xor(indexOf(kind, "fetchXor", this), kind.toWord("fetchXor", value)));
  }

  /** Keeps what is not in both, bit by bit, and gives what was there. */
  fetchNand(value: Value): Value {
    const kind = kindOf("fetchNand", this);
    indexOf(kind, "fetchNand", this);
    kind.toWord("fetchNand", value);
    return this.fetchUpdate((seen) => kind.nand(seen, value))!;
  }
}

export function kindOf<Value, Word>(method: string, received: Atomic<Value, Word>): AtomicKind<Value, Word> {
  const kind = (received as Atomic<Value, Word> | null | undefined)?.[kindKey];
  if (kind !== undefined) return kind;
  throw wrongReceiver(`Atomic.${method}`, "Atomic", received, "make one with `AtomicI32.new`, or `new` of another atomic");
}

/** The index of the word of a live one: of 32 bits, or the first half of 64. */
export function indexOf(kind: { readonly type: string }, method: string, atomic: CellHandle): number {
  return CellHandle.wordOf(kind.type, method, atomic) + cell.value - cell.word;
}
