/** `SlotMap` behaves as the crate `slotmap` documents it: all values at once. */

import { describe, expect, test } from "vitest";
import { DroppedError, drop, forget, SlotMap } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";
import { filled } from "./filled.ts";

leavesNothingAlive();

describe("all values", () => {
  test("keys, values, iter and a loop go in the order of the slots", () => {
    const { map, keys } = filled("a", "b", "c");
    using _ = map;
    expect([...map.keys()]).toEqual(keys);
    expect([...map.values()]).toEqual(["a", "b", "c"]);
    expect([...map.iter()]).toEqual([
      [keys[0], "a"],
      [keys[1], "b"],
      [keys[2], "c"],
    ]);
    expect([...map]).toEqual([...map.iter()]);
  });

  test("removed slots are passed over, and taken again in their place", () => {
    const { map, keys } = filled("a", "b", "c");
    using _ = map;
    map.remove(keys[1]!);
    expect([...map.values()]).toEqual(["a", "c"]);
    map.insert("d");
    expect([...map.values()]).toEqual(["a", "d", "c"]);
  });

  test("valuesMut and iterMut lend to change", () => {
    const { map } = filled({ n: 1 }, { n: 2 });
    using _ = map;
    for (const value of map.valuesMut()) value.n *= 10;
    for (const [, value] of map.iterMut()) value.n += 1;
    expect([...map.values()]).toEqual([{ n: 11 }, { n: 21 }]);
  });

  test("an empty map has nothing to give", () => {
    using map = SlotMap.new<string>();
    expect([[...map.keys()], [...map.values()], [...map.iter()]]).toEqual([[], [], []]);
  });

  test("what is removed during a loop does not come up any more", () => {
    const { map, keys } = filled("a", "b", "c");
    using _ = map;
    const seen: string[] = [];
    for (const [, value] of map) {
      seen.push(value);
      map.remove(keys[1]!);
    }
    expect(seen).toEqual(["a", "c"]);
  });

  test("a loop over a map that is dropped meanwhile throws DroppedError", () => {
    const { map } = filled("a", "b");
    const loop = () => {
      for (const _value of map.values()) drop(map);
    };
    expect(loop).toThrow(DroppedError);
  });

  test("retain keeps what the question keeps and drops the others in order", () => {
    const lines: string[] = [];
    const { map } = filled("a", "b", "c", "d");
    using names = map;
    using noisy = SlotMap.new<Noisy>();
    for (const name of names.values()) noisy.insert(new Noisy(name, lines));
    noisy.retain((_key, value) => value.name === "b");
    expect(lines).toEqual(["a", "c", "d"]);
    expect([...noisy.values()].map(({ name }) => name)).toEqual(["b"]);
  });

  test("retain gives the key of each value, and may change the value", () => {
    const { map, keys } = filled({ n: 1 }, { n: 2 });
    using _ = map;
    const asked: number[] = [];
    map.retain((key, value) => {
      asked.push(key);
      value.n += 1;
      return true;
    });
    expect(asked).toEqual(keys);
    expect([...map.values()]).toEqual([{ n: 2 }, { n: 3 }]);
  });

  test("retain that throws midway has dropped what was rejected, and keeps the rest", () => {
    const lines: string[] = [];
    const { map } = filled(new Noisy("a", lines), new Noisy("b", lines), new Noisy("c", lines));
    using _ = map;
    const ask = (_key: unknown, value: { readonly name: string }) => {
      if (value.name === "b") throw new Error("cannot tell");
      return false;
    };
    expect(() => map.retain(ask)).toThrow("cannot tell");
    expect(lines).toEqual(["a"]);
    expect(map.len()).toBe(2);
  });

  test("clear drops everything in order, and the keys are stale", () => {
    const lines: string[] = [];
    const { map, keys } = filled(new Noisy("a", lines), new Noisy("b", lines));
    using _ = map;
    map.clear();
    expect(lines).toEqual(["a", "b"]);
    expect([map.len(), map.isEmpty(), map.containsKey(keys[0]!)]).toEqual([0, true, false]);
  });

  test("a cleared map keeps its slots, and takes them again under new keys", () => {
    const { map, keys } = filled("a");
    using _ = map;
    const capacity = map.capacity();
    map.clear();
    const key = map.insert("b");
    expect(map.capacity()).toBe(capacity);
    expect(key).not.toBe(keys[0]);
  });
});

describe("drain", () => {
  test("drain moves every entry out, undropped", () => {
    const lines: string[] = [];
    const { map, keys } = filled(new Noisy("a", lines), new Noisy("b", lines));
    using _ = map;
    const entries = [...map.drain()];
    expect(lines).toEqual([]);
    expect(entries.map(([key]) => key)).toEqual(keys);
    expect(map.isEmpty()).toBe(true);
    drop(entries.map(([, value]) => value));
  });

  test("a drain that is left early drops the rest", () => {
    const lines: string[] = [];
    const { map } = filled(new Noisy("a", lines), new Noisy("b", lines), new Noisy("c", lines));
    using _ = map;
    for (const [, value] of map.drain()) {
      expect(value.name).toBe("a");
      drop(value);
      break;
    }
    expect(lines).toEqual(["a", "b", "c"]);
  });

  test("a drain that is dropped unused drops everything, once", () => {
    const lines: string[] = [];
    const { map } = filled(new Noisy("a", lines));
    using _ = map;
    const drain = map.drain();
    drop(drain);
    drop(drain);
    expect(lines).toEqual(["a"]);
    expect(drain.next()).toEqual({ done: true, value: undefined });
  });

  test("the map is empty from the moment of the drain, and can be filled meanwhile", () => {
    const { map } = filled("a", "b");
    using _ = map;
    for (const [, value] of map.drain()) map.insert(`${value}${value}`);
    expect([...map.values()].sort()).toEqual(["aa", "bb"]);
  });

  test("a forgotten drain forgets the rest", () => {
    const lines: string[] = [];
    using value = new Noisy("a", lines);
    const { map } = filled(value);
    using _ = map;
    const drain = map.drain();
    forget(drain);
    drop(drain);
    expect(lines).toEqual([]);
  });
});
