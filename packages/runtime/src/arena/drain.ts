/** What `SlotMap.drain` gives: entries that are moved out one by one; the rest is dropped. */

import { born, checked, died } from "#checks";
import { disarm, dropInOrder, dropValue, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { wrongReceiver } from "../internal/misuse.ts";

/**
 * An iterator that owns what it has not given yet: leaving the loop early, and disposing it, drops the rest.
 *
 * Cost: nothing for each but the entry. Disposing it again does nothing.
 *
 * Source: the crate `slotmap`, `Drain`.
 *
 * @example
 * ```ts
 * import { SlotMap } from "freehold";
 * using map = SlotMap.new<string>();
 * map.insert("a");
 * map.insert("b");
 * assert.deepEqual([...map.drain()].map(([, value]) => value), ["a", "b"]);
 * assert.equal(map.len(), 0);
 * ```
 */
export class Drain<K, V> implements Owner, IterableIterator<[K, V], undefined, undefined>, Disposable {
  readonly #entries: readonly [K, V][];
  #given = 0;
  #ended = false;

  private constructor(entries: readonly [K, V][]) {
    this.#entries = entries;
    if (checked) born(this, "Drain");
  }

  /** @internal */
  static new<K, V>(entries: readonly [K, V][]): Drain<K, V> {
    return new Drain(entries);
  }

  /** Moves the next entry out. */
  next(): IteratorResult<[K, V], undefined> {
    const entry = Drain.#hasEnded("next", this) ? undefined : this.#entries[this.#given++];
    if (entry !== undefined) return { done: false, value: entry };
    Drain.#finish(this);
    return { done: true, value: undefined };
  }

  /** What a loop calls when it is left early: drops the rest. */
  return(): IteratorResult<[K, V], undefined> {
    if (!Drain.#hasEnded("return", this)) dropValue(this);
    return { done: true, value: undefined };
  }

  [Symbol.iterator](): this {
    Drain.#hasEnded("[Symbol.iterator]", this);
    return this;
  }

  /** Drops what was not given. */
  [Symbol.dispose](): void {
    if (!Drain.#hasEnded("[Symbol.dispose]", this)) dropValue(this);
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#ended) return;
    const rest = this.#entries.slice(this.#given).map(([, value]) => value);
    Drain.#finish(this);
    dropInOrder(walk, rest);
  }

  /** @internal */
  [disarm](): void {
    Drain.#finish(this);
  }

  static #finish(drain: Drain<unknown, unknown>): void {
    if (drain.#ended) return;
    drain.#ended = true;
    if (checked) died(drain);
  }

  static #hasEnded(method: string, received: Drain<unknown, unknown>): boolean {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#ended;
    } catch {
      throw wrongReceiver(`Drain.${method}`, "Drain", received, "call `SlotMap.drain`");
    }
  }
}
