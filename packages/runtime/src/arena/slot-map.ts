/** `SlotMap`: values behind keys that are as small as numbers and never come to mean another value. */

import { born, checked, died, here } from "#checks";
import { disarm, dropAfter, dropNext, dropValue, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, movedHere, type End } from "../internal/end.ts";
import { MisuseError, StaleHandleError } from "../internal/errors.ts";
import { expectFunction, nameOf, wrongReceiver } from "../internal/misuse.ts";
import type { Mut, Ref } from "../types.ts";
import { Drain } from "./drain.ts";

declare const slotKey: unique symbol;

/**
 * Names one value of one `SlotMap<V>`: a number that can be stored, compared, sent and printed. No key is 0.
 *
 * Cost: 8 bytes, as of any number. Source: the crate `slotmap`, `DefaultKey`.
 *
 * @example
 * ```ts
 * import { type SlotKey, SlotMap } from "freehold";
 * interface Person {
 *   readonly name: string;
 *   friend: SlotKey<Person> | undefined;
 * }
 * using people = SlotMap.new<Person>();
 * const ada = people.insert({ name: "Ada", friend: undefined });
 * const bob = people.insert({ name: "Bob", friend: ada });
 * people.at(ada).friend = bob;
 * assert.equal(people.get(people.at(bob).friend ?? bob)?.name, "Ada");
 * ```
 */
export type SlotKey<V> = number & { readonly [slotKey]: V };

/** A key is the slot's index and, above these 32 bits, how often the slot was taken. */
const generation = 2 ** 32;

/** A slot with a later key is never taken again: its next key would not be an exact number any more. */
const lastKey = Number.MAX_SAFE_INTEGER - generation;

/**
 * A map that makes its keys: `insert` gives one, and once the value is removed that key is stale for ever, also when its slot is
 * taken again.
 *
 * Danger: a key does not say which map it is of; another map of values of the same type may take it for one of its own.
 *
 * Cost: 16 bytes a slot; every operation on one key is constant and makes no garbage, but for the key itself, which engines may box. A
 * slot is taken 2,097,151 times and then left alone. Using it after its drop throws `DroppedError`. Disposing it again does nothing.
 *
 * Source: the crate `slotmap`, `SlotMap`.
 *
 * @example
 * ```ts
 * import { SlotMap } from "freehold";
 * using names = SlotMap.new<string>();
 * const ada = names.insert("Ada");
 * const bob = names.insert("Bob");
 * names.remove(ada);
 * const eve = names.insert("Eve");
 * assert.equal(names.get(ada), undefined);
 * assert.equal(names.get(bob), "Bob");
 * assert.equal(names.get(eve), "Eve");
 * ```
 */
export class SlotMap<V> implements Owner, Disposable {
  /** Of a taken slot its key; of a vacant one minus its last key, or minus its index when it was never taken. */
  #keys = new Float64Array(0);
  #values: (V | undefined)[] = [];
  #vacant: number[] = [];
  #length = 0;
  #end: End | undefined;
  /** Where the last value of each slot was removed. Filled in checked builds only. */
  readonly #removals = new Map<number, string | undefined>();

  private constructor() {
    if (checked) born(this, "SlotMap");
  }

  /** An empty map. */
  static new<V>(): SlotMap<V> {
    return new SlotMap();
  }

  /** An empty map with slots for `capacity` values. */
  static withCapacity<V>(capacity: number): SlotMap<V> {
    const map = new SlotMap<V>();
    map.reserve(capacity);
    return map;
  }

  /** Moves a value in and gives its key. Amortised constant: when no slot is vacant, their number doubles. */
  insert(value: V): SlotKey<V> {
    SlotMap.#expectAlive(this, "insert");
    return this.#put(this.#takeSlot(), value);
  }

  /** Moves in what `make` makes of the key that it will have. When `make` throws, nothing was inserted. */
  insertWithKey(make: (key: SlotKey<V>) => V): SlotKey<V> {
    expectFunction("SlotMap.insertWithKey", make);
    SlotMap.#expectAlive(this, "insertWithKey");
    const index = this.#takeSlot();
    let made = false;
    try {
      const value = make(this.#nextKey(index));
      made = true;
      if (this.#end !== undefined) dropValue(value);
      SlotMap.#expectAlive(this, "insertWithKey");
      return this.#put(index, value);
    } finally {
      if (!made) this.#vacant.push(index);
    }
  }

  /** Lends a value to read; `undefined` when the key is stale. */
  get(key: SlotKey<V>): Ref<V> | undefined {
    SlotMap.#expectAlive(this, "get");
    const index = key >>> 0;
    return this.#keys[index] === key ? (this.#values[index] as Ref<V>) : undefined;
  }

  /** Lends a value to change; `undefined` when the key is stale. `replace` puts another value in its place. */
  getMut(key: SlotKey<V>): Mut<V> | undefined {
    SlotMap.#expectAlive(this, "getMut");
    const index = key >>> 0;
    return this.#keys[index] === key ? (this.#values[index] as Mut<V>) : undefined;
  }

  /** Lends several values to change; `undefined` when a key is stale or comes twice: `get_disjoint_mut`. */
  getDisjointMut(keys: readonly SlotKey<V>[]): Mut<V>[] | undefined {
    SlotMap.#expectAlive(this, "getDisjointMut");
    if (new Set(keys).size !== keys.length || !keys.every((key) => this.containsKey(key))) return undefined;
    return keys.map((key) => this.#values[key >>> 0] as Mut<V>);
  }

  /** Lends the value of a key that must be there: `map[key]`. Throws `StaleHandleError`; checked builds name the place of the removal. */
  at(key: SlotKey<V>): Ref<V> {
    SlotMap.#expectAlive(this, "at");
    if (!this.containsKey(key)) throw this.#staleSlow(key);
    return this.#values[key >>> 0] as Ref<V>;
  }

  /** Puts another value in and gives the old one to the caller: `mem::replace(&mut map[key], value)`. Throws as `at`. */
  replace(key: SlotKey<V>, value: V): V {
    SlotMap.#expectAlive(this, "replace");
    const old = this.at(key) as V;
    this.#values[key >>> 0] = value;
    return old;
  }

  /** Whether the key is not stale. */
  containsKey(key: SlotKey<V>): boolean {
    SlotMap.#expectAlive(this, "containsKey");
    return this.#keys[key >>> 0] === key && key > 0;
  }

  /** Moves a value out; `undefined` when the key is stale, as it is from now on. */
  remove(key: SlotKey<V>): V | undefined {
    SlotMap.#expectAlive(this, "remove");
    if (!this.containsKey(key)) return undefined;
    if (checked) this.#removals.set(key >>> 0, here());
    return this.#takeOut(key >>> 0);
  }

  /** Drops the values for which `keep` is false, after it was asked about all of them, or has thrown. */
  retain(keep: (key: SlotKey<V>, value: Mut<V>) => boolean): void {
    expectFunction("SlotMap.retain", keep);
    SlotMap.#expectAlive(this, "retain");
    const rejected: V[] = [];
    dropAfter(rejected, () => {
      for (const [key, value] of this.iterMut()) {
        if (keep(key, value) || !this.containsKey(key)) continue;
        if (checked) this.#removals.set(key >>> 0, here());
        rejected.push(this.#takeOut(key >>> 0));
      }
    });
  }

  /** Drops all values, in the order of their slots. The slots stay. */
  clear(): void {
    SlotMap.#expectAlive(this, "clear");
    this.drain()[Symbol.dispose]();
  }

  /** Moves all values out at once, with their keys. What is not taken from the result is dropped with it. */
  drain(): Drain<SlotKey<V>, V> {
    SlotMap.#expectAlive(this, "drain");
    const place = checked ? here() : undefined;
    const entries: [SlotKey<V>, V][] = [];
    for (const key of this.keys()) {
      if (checked) this.#removals.set(key >>> 0, place);
      entries.push([key, this.#takeOut(key >>> 0)]);
    }
    return Drain.new(entries);
  }

  /** The keys, in the order of their slots. What is removed meanwhile is left out; what is inserted may come or not. */
  keys(): Generator<SlotKey<V>, void, undefined> {
    return SlotMap.#walk(this, "keys", (key) => key);
  }

  /** Lends the values to read, as `keys`. */
  values(): Generator<Ref<V>, void, undefined> {
    return SlotMap.#walk(this, "values", (_key, value) => value as Ref<V>);
  }

  /** Lends the values to change, as `keys`. */
  valuesMut(): Generator<Mut<V>, void, undefined> {
    return SlotMap.#walk(this, "valuesMut", (_key, value) => value as Mut<V>);
  }

  /** Lends keys and values to read, as `keys`. */
  iter(): Generator<[SlotKey<V>, Ref<V>], void, undefined> {
    return SlotMap.#walk(this, "iter", (key, value) => [key, value as Ref<V>]);
  }

  /** Lends keys and values to change, as `keys`. */
  iterMut(): Generator<[SlotKey<V>, Mut<V>], void, undefined> {
    return SlotMap.#walk(this, "iterMut", (key, value) => [key, value as Mut<V>]);
  }

  /** What `for…of` sees: `iter`. */
  [Symbol.iterator](): Generator<[SlotKey<V>, Ref<V>], void, undefined> {
    return SlotMap.#walk(this, "[Symbol.iterator]", (key, value) => [key, value as Ref<V>]);
  }

  /** How many values there are. */
  len(): number {
    SlotMap.#expectAlive(this, "len");
    return this.#length;
  }

  /** Whether there is no value. */
  isEmpty(): boolean {
    SlotMap.#expectAlive(this, "isEmpty");
    return this.#length === 0;
  }

  /** How many values fit in before the slots are doubled. */
  capacity(): number {
    SlotMap.#expectAlive(this, "capacity");
    return this.#keys.length;
  }

  /** Makes room for `additional` more values. Throws `MisuseError` unless that is a count. */
  reserve(additional: number): void {
    SlotMap.#expectAlive(this, "reserve");
    if (!Number.isSafeInteger(additional) || additional < 0) {
      throw new MisuseError(
        `\`SlotMap.reserve\` needs a whole number from 0 and was given ${typeof additional === "number" ? additional : nameOf(additional)}`,
      );
    }
    const slots = this.#values.length - this.#vacant.length + additional;
    if (slots > this.#keys.length) this.#growSlow(slots);
  }

  /** Drops all values, in the order of their slots, and ends the map. Throws what destructors throw. */
  [Symbol.dispose](): void {
    if (SlotMap.#endOf(this, "[Symbol.dispose]") === undefined) dropValue(this);
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#end !== undefined) return;
    const keys = this.#keys;
    const values = this.#values;
    this.#finish(droppedAt(walk.place));
    for (let index = values.length - 1; index >= 0; index--) if (keys[index]! > 0) dropNext(walk, values[index]);
  }

  /** @internal */
  [disarm](): void {
    if (this.#end === undefined) this.#finish(movedHere());
  }

  #takeSlot(): number {
    const vacant = this.#vacant.pop();
    if (vacant !== undefined) return vacant;
    const index = this.#values.length;
    if (index === this.#keys.length) this.#growSlow(index + 1);
    this.#values.push(undefined);
    return index;
  }

  #nextKey(index: number): SlotKey<V> {
    return (generation - this.#keys[index]!) as SlotKey<V>;
  }

  #put(index: number, value: V): SlotKey<V> {
    const key = this.#nextKey(index);
    this.#keys[index] = key;
    this.#values[index] = value;
    this.#length += 1;
    return key;
  }

  #takeOut(index: number): V {
    const value = this.#values[index] as V;
    const key = this.#keys[index]!;
    this.#keys[index] = -key;
    this.#values[index] = undefined;
    this.#length -= 1;
    if (key <= lastKey) this.#vacant.push(index);
    return value;
  }

  #growSlow(slots: number): void {
    const grown = new Float64Array(Math.max(slots, 2 * this.#keys.length, 4));
    grown.set(this.#keys);
    for (let index = this.#keys.length; index < grown.length; index++) grown[index] = -index;
    this.#keys = grown;
  }

  #staleSlow(key: number): StaleHandleError {
    const index = key >>> 0;
    const last = Math.abs(this.#keys[index] ?? 0);
    if (!(key > 0) || !(key <= last)) return new StaleHandleError("this map never gave this key: use it on the map that it is of");
    const why = key === last ? "its value was removed" : "its value was removed and the slot was taken again";
    return new StaleHandleError(
      `this key is stale: ${why}; ask \`containsKey\` or use \`get\``,
      key === last ? this.#removals.get(index) : undefined,
    );
  }

  #finish(end: End): void {
    this.#keys = new Float64Array(0);
    this.#values = [];
    this.#vacant = [];
    this.#removals.clear();
    this.#end = end;
    if (checked) died(this);
  }

  /** The map is asked for at the call, and again after each step: the loop's body may have ended it. */
  static #walk<V, R>(map: SlotMap<V>, method: string, item: (key: SlotKey<V>, value: V) => R): Generator<R, void, undefined> {
    SlotMap.#expectAlive(map, method);
    return SlotMap.#steps(map, method, item);
  }

  static *#steps<V, R>(map: SlotMap<V>, method: string, item: (key: SlotKey<V>, value: V) => R): Generator<R, void, undefined> {
    SlotMap.#expectAlive(map, method);
    for (let index = 0; index < map.#values.length; index++) {
      const key = map.#keys[index]!;
      if (key > 0) yield item(key as SlotKey<V>, map.#values[index] as V);
      SlotMap.#expectAlive(map, method);
    }
  }

  static #expectAlive(map: SlotMap<unknown>, method: string): void {
    const end = SlotMap.#endOf(map, method);
    if (end !== undefined) throw afterEnd("SlotMap", end);
  }

  static #endOf(map: SlotMap<unknown>, method: string): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return map.#end;
    } catch {
      throw wrongReceiver(`SlotMap.${method}`, "SlotMap", map);
    }
  }
}
