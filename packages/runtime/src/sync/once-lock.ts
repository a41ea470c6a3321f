/** A value that is written once, by whichever thread comes first: `std::sync::OnceLock`. */

import { load } from "#atomics";
import { cellFromWire, cellKind, cellToWire, makeCell, type CellWire } from "../internal/cells.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { expectFunction } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { CellHandle } from "./cell-handle.ts";
import { expectOnlyHandle } from "./lock-errors.ts";
import { runForced, waitFor } from "./once-run.ts";
import { COMPLETE } from "./once-word.ts";
import { shapeOf } from "./record-shape.ts";
import { clearValue, copyValue, takeValue, writeValue } from "./storage.ts";

/**
 * Is empty until the first `set` or `getOrInit` in any thread, and holds that value from then on. Each thread reads a copy of its own, the same at
 * each call.
 *
 * Danger: a value of `undefined` cannot be told from an empty lock in what `get` gives. An initialiser that needs the same lock throws
 * `DeadlockError`.
 *
 * Cost: 128 bytes of shared memory and what the value takes; `get` is two loads. What an initialiser throws leaves the lock empty, and
 * so does the death of its thread. A value that cannot be shared throws `NotSendError`. Use after the drop throws `DroppedError`.
 *
 * Source: `std::sync::OnceLock`.
 *
 * @example
 * ```ts
 * import { OnceLock } from "freehold";
 * using settings = OnceLock.new<{ name: string }>();
 * assert.equal(settings.get(), undefined);
 * assert.equal(settings.getOrInit(() => ({ name: "read once" })).name, "read once");
 * assert.equal(settings.set({ name: "too late" }), false);
 * ```
 */
export class OnceLock<T> extends CellHandle {
  /** What this thread has read. */
  #seen: { readonly value: T } | undefined;

  static {
    registerShareable<OnceLock<unknown>>({
      tag: "OnceLock",
      type: OnceLock,
      toWire: (lock) => OnceLock.send(lock),
      fromWire: (data) => OnceLock.receive(data),
    });
  }

  private constructor(address: Address) {
    super("OnceLock", address, clearValue);
    this.#seen = undefined;
  }

  /** @internal */
  static send(lock: OnceLock<unknown>): CellWire {
    return cellToWire(CellHandle.addressOf("OnceLock", "send", lock));
  }

  /** @internal */
  static receive<T>(wire: unknown): OnceLock<T> {
    return new OnceLock<T>(cellFromWire(cellKind.onceLock, wire));
  }

  /** An empty one. */
  static new<T>(): OnceLock<T> {
    return new OnceLock<T>(makeCell(cellKind.onceLock));
  }

  /** One that is full from the start: `OnceLock::from`. */
  static from<T>(value: T): OnceLock<T> {
    const lock = OnceLock.new<T>();
    try {
      lock.set(value);
      return lock;
    } catch (error) {
      lock[Symbol.dispose]();
      throw error;
    }
  }

  /** The value, or `undefined` while there is none. */
  get(): T | undefined {
    const word = CellHandle.wordOf("OnceLock", "get", this);
    return load(word) === COMPLETE ? OnceLock.#read(this, word) : undefined;
  }

  /** Fills the lock; `false` when it was full, and `value` is still the caller's. */
  set(value: T): boolean {
    const word = CellHandle.wordOf("OnceLock", "set", this);
    let filled = false;
    runForced("OnceLock", word, () => {
      writeContent(word, value);
      filled = true;
    });
    return filled;
  }

  /** The value, which `init` makes if there is none; waits while another thread makes it. */
  getOrInit(init: () => T): T {
    expectFunction("OnceLock.getOrInit", init);
    const word = CellHandle.wordOf("OnceLock", "getOrInit", this);
    if (load(word) !== COMPLETE) runForced("OnceLock", word, () => writeContent(word, init()));
    return OnceLock.#read(this, word);
  }

  /** Sleeps until another thread has filled it, and gives the value. */
  wait(): T {
    const word = CellHandle.wordOf("OnceLock", "wait", this);
    waitFor("OnceLock", word, Infinity);
    return OnceLock.#read(this, word);
  }

  /** Takes the value out, if any; the lock is used up. Throws `BorrowMutError` while others have handles. */
  intoInner(): T | undefined {
    const address = CellHandle.addressOf("OnceLock", "intoInner", this);
    expectOnlyHandle(address, "OnceLock");
    const first = address >> 2;
    const value = load(first + cell.word) === COMPLETE ? takeValue(first, undefined) : undefined;
    CellHandle.moved(this);
    return value as T | undefined;
  }

  static #read<T>(lock: OnceLock<T>, word: number): T {
    lock.#seen ??= { value: copyValue(word - cell.word, undefined) as T };
    return lock.#seen.value;
  }
}

/** A record is cloned too: nobody writes to it, so that its fields need no places. */
function writeContent(word: number, value: unknown): void {
  const isRecord = shapeOf(value) !== undefined;
  writeValue(word - cell.word, undefined, isRecord ? { ...(value as object) } : value);
}
