/** `SlotMap` behaves as the crate `slotmap` documents it: keys and single values. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { drop, MisuseError, SlotMap, StaleHandleError, type SlotKey } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";
import { filled } from "./filled.ts";

leavesNothingAlive();

describe("keys", () => {
  test("a key gives back what was inserted", () => {
    const { map, keys } = filled("a", "b");
    using _ = map;
    expect(keys.map((key) => map.get(key))).toEqual(["a", "b"]);
  });

  test.for([undefined, null, 0, "", Number.NaN, false])("a map keeps %s as a value", (value) => {
    using map = SlotMap.new<unknown>();
    const key = map.insert(value);
    expect(map.containsKey(key)).toBe(true);
    expect(map.get(key)).toBe(value);
    expect(map.remove(key)).toBe(value);
    expect(map.containsKey(key)).toBe(false);
  });

  test("keys are whole numbers above 0, exact as doubles", () => {
    const { map, keys } = filled(1, 2, 3);
    using _ = map;
    expect(keys.every((key) => Number.isSafeInteger(key) && key > 0)).toBe(true);
    expect(new Set(keys).size).toBe(3);
  });

  test("the key of a removed value is stale, also when its slot is taken again", () => {
    const { map, keys } = filled("a");
    using _ = map;
    map.remove(keys[0]!);
    const next = map.insert("b");
    expect(next >>> 0).toBe(keys[0]! >>> 0);
    expect(map.get(keys[0]!)).toBeUndefined();
    expect(map.getMut(keys[0]!)).toBeUndefined();
    expect(map.containsKey(keys[0]!)).toBe(false);
    expect(map.remove(keys[0]!)).toBeUndefined();
    expect(map.get(next)).toBe("b");
  });

  test("a thousand takes of one slot give a thousand different keys, of which the last is good", () => {
    using map = SlotMap.new<number>();
    const keys: SlotKey<number>[] = [];
    for (let round = 0; round < 1000; round++) {
      const key = map.insert(round);
      keys.push(key);
      if (round < 999) map.remove(key);
    }
    expect(new Set(keys).size).toBe(1000);
    expect(keys.filter((key) => map.containsKey(key))).toEqual([keys[999]]);
    expect(map.capacity()).toBe(4);
  });

  // Both builds make keys the same way; the checked one notes two million places meanwhile, which takes a minute.
  if (!checked)
    test("a slot that gave all its exact keys is left alone", () => {
      using map = SlotMap.new<number>();
      const first = map.insert(0);
      map.remove(first);
      let last = first;
      for (let taken = 1; taken < 2 ** 21 - 1; taken++) {
        last = map.insert(taken);
        map.remove(last);
      }
      expect(last).toBe(Number.MAX_SAFE_INTEGER - (2 ** 32 - 1));
      const next = map.insert(-1);
      expect(next >>> 0).toBe(1);
      expect(map.containsKey(last)).toBe(false);
      expect(map.containsKey(first)).toBe(false);
    });

  test.for([0, -0, -1, 1, 1.5, 2 ** 32 + 0.5, -(2 ** 32), 2 ** 33, Number.NaN, Infinity, -Infinity, undefined, null, "4294967296", {}])(
    "a map that gave one key knows no key %s",
    (forged) => {
      const { map, keys } = filled("a");
      using _ = map;
      const key = forged as SlotKey<string>;
      expect(map.get(key)).toBeUndefined();
      expect(map.containsKey(key)).toBe(false);
      expect(map.remove(key)).toBeUndefined();
      expect(map.remove(keys[0]!)).toBe("a");
      expect(map.containsKey(key)).toBe(false);
    },
  );

  test("insertWithKey tells the value its own key", () => {
    interface Node {
      readonly self: SlotKey<Node>;
    }
    using map = SlotMap.new<Node>();
    const key = map.insertWithKey((self) => ({ self }));
    expect(map.get(key)?.self).toBe(key);
  });

  test("while insertWithKey makes the value, its key is not in the map", () => {
    using map = SlotMap.new<string>();
    map.insertWithKey((key) => {
      expect(map.containsKey(key)).toBe(false);
      return "a";
    });
    expect(map.len()).toBe(1);
  });

  test("insertWithKey inserts nothing when making the value throws", () => {
    using map = SlotMap.new<string>();
    const fail = () => {
      throw new Error("no value");
    };
    expect(() => map.insertWithKey(fail)).toThrow("no value");
    expect(map.len()).toBe(0);
    expect(map.insert("a") >>> 0).toBe(0);
  });

  test("what insertWithKey makes may insert into the map itself", () => {
    using map = SlotMap.new<string>();
    let inner: SlotKey<string> | undefined;
    const outer = map.insertWithKey(() => {
      inner = map.insert("inner");
      return "outer";
    });
    expect([map.get(inner!), map.get(outer)]).toEqual(["inner", "outer"]);
  });
});

describe("one value", () => {
  test("getMut lends the value to change", () => {
    const { map, keys } = filled({ count: 1 });
    using _ = map;
    map.getMut(keys[0]!)!.count += 1;
    expect(map.get(keys[0]!)).toEqual({ count: 2 });
  });

  test("getDisjointMut lends several values at once", () => {
    const { map, keys } = filled({ n: 1 }, { n: 2 }, { n: 3 });
    using _ = map;
    const [first, last] = map.getDisjointMut([keys[0]!, keys[2]!])!;
    [first!.n, last!.n] = [last!.n, first!.n];
    expect([...map.values()].map(({ n }) => n)).toEqual([3, 2, 1]);
  });

  test("getDisjointMut refuses a key that comes twice", () => {
    const { map, keys } = filled("a");
    using _ = map;
    expect(map.getDisjointMut([keys[0]!, keys[0]!])).toBeUndefined();
  });

  test("getDisjointMut refuses a stale key", () => {
    const { map, keys } = filled("a", "b");
    using _ = map;
    map.remove(keys[1]!);
    expect(map.getDisjointMut([keys[0]!, keys[1]!])).toBeUndefined();
  });

  test("getDisjointMut of no keys is no values", () => {
    using map = SlotMap.new<string>();
    expect(map.getDisjointMut([])).toEqual([]);
  });

  test("at lends the value of a key that is there", () => {
    const { map, keys } = filled("a");
    using _ = map;
    expect(map.at(keys[0]!)).toBe("a");
  });

  test("at throws StaleHandleError for a stale key, and checked builds name the removal", () => {
    const { map, keys } = filled("a");
    using _ = map;
    map.remove(keys[0]!);
    const error = caught(() => map.at(keys[0]!));
    expect(error).toBeInstanceOf(StaleHandleError);
    expect((error as StaleHandleError).message).toContain("its value was removed");
    expect((error as StaleHandleError).place?.includes("slot-map.test.ts:")).toBe(checked ? true : undefined);
  });

  test("at says when the slot was taken again", () => {
    const { map, keys } = filled("a");
    using _ = map;
    map.remove(keys[0]!);
    map.insert("b");
    expect(() => map.at(keys[0]!)).toThrow("the slot was taken again");
  });

  test("at says when the map never gave the key", () => {
    const { map } = filled("a");
    using _ = map;
    expect(() => map.at(7 as SlotKey<string>)).toThrow("never gave this key");
  });

  test("replace gives the old value, undropped, and keeps the key", () => {
    const lines: string[] = [];
    const { map, keys } = filled(new Noisy("first", lines));
    using old = map.replace(keys[0]!, new Noisy("second", lines));
    expect(old.name).toBe("first");
    expect(lines).toEqual([]);
    drop(map);
    expect(lines).toEqual(["second"]);
  });

  test("replace throws StaleHandleError for a stale key, and the new value stays the caller's", () => {
    const { map, keys } = filled("a");
    using _ = map;
    map.remove(keys[0]!);
    expect(() => map.replace(keys[0]!, "b")).toThrow(StaleHandleError);
  });

  test("remove moves the value out, undropped", () => {
    const lines: string[] = [];
    const { map, keys } = filled(new Noisy("value", lines));
    using _ = map;
    using value = map.remove(keys[0]!)!;
    expect(value.name).toBe("value");
    expect(lines).toEqual([]);
  });

  test("a value may be removed while it is lent, as the borrow is the checker's to watch", () => {
    const { map, keys } = filled({ n: 1 });
    using _ = map;
    const lent = map.get(keys[0]!);
    map.remove(keys[0]!);
    expect(lent).toEqual({ n: 1 });
  });
});

describe("room", () => {
  test("a new map has no slots", () => {
    using map = SlotMap.new<string>();
    expect([map.len(), map.capacity(), map.isEmpty()]).toEqual([0, 0, true]);
  });

  test.for([0, 1, 3, 4, 5, 1000])("a map with capacity %i takes that many values without growing", (count) => {
    using map = SlotMap.withCapacity<number>(count);
    const before = map.capacity();
    expect(before).toBeGreaterThanOrEqual(count);
    for (let index = 0; index < count; index++) map.insert(index);
    expect(map.capacity()).toBe(before);
  });

  test("reserve counts from the values that are there", () => {
    const { map, keys } = filled("a", "b", "c");
    using _ = map;
    map.remove(keys[0]!);
    map.reserve(10);
    const before = map.capacity();
    expect(before).toBeGreaterThanOrEqual(12);
    for (let index = 0; index < 10; index++) map.insert("more");
    expect(map.capacity()).toBe(before);
  });

  test("growing keeps keys and values", () => {
    using map = SlotMap.new<number>();
    const keys = Array.from({ length: 1000 }, (_, index) => map.insert(index));
    expect(keys.every((key, index) => map.get(key) === index)).toBe(true);
    expect(map.len()).toBe(1000);
  });

  test.for([-1, 0.5, Number.NaN, Infinity, "2", undefined])("reserve refuses %s", (count) => {
    using map = SlotMap.new<string>();
    expect(() => map.reserve(count as number)).toThrow(MisuseError);
  });
});
