/** A cache that forgets what was used longest ago: its entries lie in a slot map, and are linked by keys. */
"use freehold";

import { type Lifetime, type Mut, mut, type Own, type Owned, type Ref, ref, type SlotKey, SlotMap } from "freehold";

export class Blob implements Owned {
  readonly name: string;
  readonly bytes: number[];
  constructor(name: string, bytes: number[]) {
    this.name = name;
    this.bytes = bytes;
  }
  [Symbol.dispose](): void {}
  size(this: Ref<Blob>): number {
    return this.bytes.length;
  }
}

interface Link {
  previous: SlotKey<Entry> | undefined;
  next: SlotKey<Entry> | undefined;
}

export class Entry implements Owned {
  link: Link = { previous: undefined, next: undefined };
  readonly key: string;
  value: Own<Blob>;
  constructor(key: string, value: Own<Blob>) {
    this.key = key;
    this.value = value;
  }
}

export class Cache implements Owned {
  readonly #slots: Own<SlotMap<Entry>> = SlotMap.new<Entry>();
  readonly #index = new Map<string, SlotKey<Entry>>();
  #head: SlotKey<Entry> | undefined;
  #tail: SlotKey<Entry> | undefined;
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(this: Mut<Cache>, key: string): Ref<Blob> | undefined {
    const slot = this.#index.get(key);
    if (slot === undefined) return undefined;
    this.#detach(slot);
    this.#attach(slot);
    const entry = this.#slots.get(slot);
    return entry === undefined ? undefined : ref(entry.value);
  }

  peek(this: Ref<Cache>, key: string): Ref<Blob> | undefined {
    const slot = this.#index.get(key);
    if (slot === undefined) return undefined;
    return this.#slots.get(slot)?.value;
  }

  put(this: Mut<Cache>, key: string, value: Own<Blob>): Own<Blob> | undefined {
    const known = this.#index.get(key);
    if (known !== undefined) {
      const entry = this.#slots.getMut(known);
      if (entry === undefined) return value;
      const old = entry.value;
      entry.value = value;
      this.#detach(known);
      this.#attach(known);
      return old;
    }
    const evicted = this.#index.size >= this.#capacity ? this.#evict() : undefined;
    const slot = this.#slots.insert(new Entry(key, value));
    this.#index.set(key, slot);
    this.#attach(slot);
    return evicted;
  }

  remove(this: Mut<Cache>, key: string): Own<Blob> | undefined {
    const slot = this.#index.get(key);
    if (slot === undefined) return undefined;
    this.#detach(slot);
    this.#index.delete(key);
    const entry = this.#slots.remove(slot);
    return entry?.value;
  }

  #evict(this: Mut<Cache>): Own<Blob> | undefined {
    const last = this.#tail;
    if (last === undefined) return undefined;
    this.#detach(last);
    const entry = this.#slots.remove(last);
    if (entry === undefined) return undefined;
    this.#index.delete(entry.key);
    return entry.value;
  }

  #attach(this: Mut<Cache>, slot: SlotKey<Entry>): void {
    const entry = this.#slots.getMut(slot);
    if (entry === undefined) return;
    entry.link = { previous: undefined, next: this.#head };
    if (this.#head !== undefined) {
      const head = this.#slots.getMut(this.#head);
      if (head !== undefined) head.link.previous = slot;
    }
    this.#head = slot;
    this.#tail ??= slot;
  }

  #detach(this: Mut<Cache>, slot: SlotKey<Entry>): void {
    const entry = this.#slots.get(slot);
    if (entry === undefined) return;
    const { previous, next } = entry.link;
    if (previous === undefined) this.#head = next;
    else this.#relink(previous, (link) => (link.next = next));
    if (next === undefined) this.#tail = previous;
    else this.#relink(next, (link) => (link.previous = previous));
  }

  #relink(this: Mut<Cache>, slot: SlotKey<Entry>, change: Mut<(link: Mut<Link>) => void>): void {
    const entry = this.#slots.getMut(slot);
    if (entry !== undefined) change(mut(entry.link));
  }

  total(this: Ref<Cache>): number {
    let sum = 0;
    for (const entry of this.#slots.values()) sum += entry.value.size();
    return sum;
  }

  largest(this: Ref<Cache>): Ref<Blob> | undefined {
    let best: Ref<Blob> | undefined;
    for (const entry of this.#slots.values()) {
      if (best === undefined || entry.value.size() > best.size()) best = ref(entry.value);
    }
    return best;
  }

  [Symbol.dispose](): void {
    this.#slots[Symbol.dispose]();
  }
}

export function longest<A extends Lifetime>(left: Ref<Blob, A>, right: Ref<Blob, A>): Ref<Blob, A> {
  return left.size() >= right.size() ? left : right;
}

export function main(): readonly string[] {
  const lines: string[] = [];
  using cache = new Cache(2);
  cache.put("a", new Blob("a", [1]));
  cache.put("b", new Blob("b", [1, 2]));
  const a = cache.get("a");
  lines.push(`a has ${a?.size() ?? 0}`);
  const evicted = cache.put("c", new Blob("c", [1, 2, 3]));
  lines.push(`${evicted?.name ?? "nothing"} had to go`);
  const first = cache.peek("a");
  const last = cache.peek("c");
  if (first !== undefined && last !== undefined) lines.push(`${longest(first, last).name} is longer`);
  const largest = cache.largest();
  lines.push(`${largest?.name ?? "nothing"} is the largest of ${cache.total()}`);
  const removed = cache.remove("a");
  lines.push(`${removed?.name ?? "nothing"} is removed, ${cache.total()} are left`);
  return lines;
}
