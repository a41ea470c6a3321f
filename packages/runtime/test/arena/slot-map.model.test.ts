/** Random sequences of operations on a `SlotMap` do what a plain `Map` says. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { drop, SlotMap, type SlotKey } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";
import { sequences } from "../sequences.ts";

leavesNothingAlive();

type Key = SlotKey<Noisy>;

interface Worlds {
  readonly map: SlotMap<Noisy>;
  /** What the map holds, by key. */
  readonly live: Map<Key, string>;
  /** Every key that was ever given. */
  readonly keys: Key[];
  readonly said: string[];
  readonly expected: string[];
}

type Operation = (worlds: Worlds, pick: number) => void;

const operations: Readonly<Record<string, Operation>> = {
  insert: (worlds) => {
    const name = `value ${worlds.keys.length}`;
    add(worlds, worlds.map.insert(new Noisy(name, worlds.said)), name);
  },
  insertWithKey: (worlds) => {
    const name = `value ${worlds.keys.length}`;
    let promised: Key | undefined;
    const key = worlds.map.insertWithKey((own) => {
      promised = own;
      return new Noisy(name, worlds.said);
    });
    expect(promised).toBe(key);
    add(worlds, key, name);
  },
  failToInsert: ({ map }) => {
    const fail = () => {
      throw new Error("no value");
    };
    expect(() => map.insertWithKey(fail)).toThrow("no value");
  },
  get: ({ map, live, keys }, pick) => {
    const key = keys[pick % keys.length];
    if (key === undefined) return;
    expect(map.get(key)?.name).toBe(live.get(key));
    expect(map.containsKey(key)).toBe(live.has(key));
  },
  remove: (worlds, pick) => {
    const key = worlds.keys[pick % worlds.keys.length];
    if (key === undefined) return;
    const value = worlds.map.remove(key);
    expect(value?.name).toBe(worlds.live.get(key));
    drop(value);
    forget(worlds, key);
  },
  replace: ({ map, live, keys, said, expected }, pick) => {
    const key = keys[pick % keys.length];
    if (key === undefined || !live.has(key)) return;
    const name = `${live.get(key)}'`;
    drop(map.replace(key, new Noisy(name, said)));
    expected.push(live.get(key)!);
    live.set(key, name);
  },
  retain: (worlds, pick) => {
    worlds.map.retain((key) => (key >>> 0) % 3 !== pick % 3);
    for (const key of inSlotOrder(worlds)) if ((key >>> 0) % 3 === pick % 3) forget(worlds, key);
  },
  clear: (worlds) => {
    worlds.map.clear();
    for (const key of inSlotOrder(worlds)) forget(worlds, key);
  },
  drainSome: (worlds, pick) => {
    let left = pick % 4;
    for (const [key, value] of worlds.map.drain()) {
      expect(value.name).toBe(worlds.live.get(key));
      drop(value);
      if (left-- === 0) break;
    }
    for (const key of inSlotOrder(worlds)) forget(worlds, key);
  },
  reserve: ({ map }, pick) => {
    map.reserve(pick);
    expect(map.capacity() - map.len()).toBeGreaterThanOrEqual(pick);
  },
};

test("a slot map holds what the model holds, and its stale keys stay stale", () => {
  const commands = Object.entries(operations).map(([name, operation]) =>
    fc.nat(40).map((pick) => ({
      check: () => true,
      run: (_model: object, worlds: Worlds) => {
        operation(worlds, pick);
        agree(worlds);
      },
      toString: () => `${name}(${pick})`,
    })),
  );
  fc.assert(
    fc.property(fc.commands<object, Worlds>(commands, { maxCommands: 40 }), (run) => {
      const worlds: Worlds = { map: SlotMap.new(), live: new Map(), keys: [], said: [], expected: [] };
      fc.modelRun(() => ({ model: {}, real: worlds }), run);
      const rest = inSlotOrder(worlds).map((key) => worlds.live.get(key));
      drop(worlds.map);
      expect(worlds.said.slice(worlds.expected.length)).toEqual(rest);
    }),
    { numRuns: sequences },
  );
});

function add({ live, keys }: Worlds, key: Key, name: string): void {
  if (keys.includes(key)) throw new Error(`the key ${key} was given before`);
  keys.push(key);
  live.set(key, name);
}

function forget({ live, expected }: Worlds, key: Key): void {
  const name = live.get(key);
  if (name === undefined) return;
  live.delete(key);
  expected.push(name);
}

function inSlotOrder({ live }: Worlds): Key[] {
  return [...live.keys()].toSorted((a, b) => (a >>> 0) - (b >>> 0));
}

function agree({ map, live, said, expected, ...worlds }: Worlds): void {
  const keys = inSlotOrder({ map, live, said, expected, ...worlds });
  const entries = [...map].map(([key, value]) => `${key} ${value.name}`);
  const wanted = keys.map((key) => `${key} ${live.get(key)}`);
  if (entries.join() !== wanted.join()) expect(entries).toEqual(wanted);
  if (said.join() !== expected.join()) expect(said).toEqual(expected);
  if (map.len() !== live.size) expect(map.len()).toBe(live.size);
  if (worlds.keys.some((key) => map.containsKey(key) !== live.has(key)))
    expect(worlds.keys.filter((key) => map.containsKey(key))).toEqual(keys);
}
