/** `SlotMap` behaves as the crate `slotmap` documents it. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { Box, DroppedError, drop, forget, MisuseError, Rc, SlotMap, StaleHandleError, type SlotKey } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

/** A map of these values, and their keys. */
function filled<V>(...values: readonly V[]): { readonly map: SlotMap<V>; readonly keys: readonly SlotKey<V>[] } {
  const map = SlotMap.new<V>();
  return { map, keys: values.map((value) => map.insert(value)) };
}

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
  test.runIf(!checked)("a slot that gave all its exact keys is left alone", () => {
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

describe("drop", () => {
  test("a map drops its values in the order of their slots", () => {
    const lines: string[] = [];
    const { map, keys } = filled(new Noisy("a", lines), new Noisy("b", lines), new Noisy("c", lines));
    drop(map.remove(keys[0]!));
    map.insert(new Noisy("d", lines));
    drop(map);
    expect(lines).toEqual(["a", "d", "b", "c"]);
  });

  test("dropping twice drops the values once", () => {
    const lines: string[] = [];
    const { map } = filled(new Noisy("a", lines));
    map[Symbol.dispose]();
    map[Symbol.dispose]();
    expect(lines).toEqual(["a"]);
  });

  test("a map in a box is dropped with it", () => {
    const lines: string[] = [];
    const { map } = filled(new Noisy("a", lines));
    drop(Box.new(map));
    expect(lines).toEqual(["a"]);
  });

  test("a map drops what its plain values own", () => {
    const lines: string[] = [];
    const { map } = filled({ parts: [new Noisy("a", lines)] });
    drop(map);
    expect(lines).toEqual(["a"]);
  });

  test("a map of shared values gives up its share", () => {
    using shared = Rc.new("value");
    const { map } = filled(Rc.clone(shared));
    expect(Rc.strongCount(shared)).toBe(2);
    drop(map);
    expect(Rc.strongCount(shared)).toBe(1);
  });

  test("an error of one destructor does not keep the others from running", () => {
    const lines: string[] = [];
    using map = SlotMap.new<Disposable>();
    map.insert({ [Symbol.dispose]: fail });
    map.insert(new Noisy("b", lines));
    expect(() => map.clear()).toThrow("destructor");
    expect(lines).toEqual(["b"]);
  });

  test("several errors become one SuppressedError, the last on top", () => {
    const map = SlotMap.new<Disposable>();
    map.insert({ [Symbol.dispose]: fail });
    map.insert({ [Symbol.dispose]: fail });
    const error = caught(() => drop(map)) as { name: string; error: Error; suppressed: Error };
    expect(error.name).toBe("SuppressedError");
    expect([error.error.message, error.suppressed.message]).toEqual(["destructor", "destructor"]);
  });

  test("a destructor that asks the map finds it dropped", () => {
    const map = SlotMap.new<Disposable>();
    map.insert({ [Symbol.dispose]: () => void map.len() });
    expect(() => drop(map)).toThrow(DroppedError);
  });

  const uses: readonly [string, (map: SlotMap<string>, key: SlotKey<string>) => unknown][] = [
    ["insert", (map) => map.insert("b")],
    ["insertWithKey", (map) => map.insertWithKey(() => "b")],
    ["get", (map, key) => map.get(key)],
    ["getMut", (map, key) => map.getMut(key)],
    ["getDisjointMut", (map, key) => map.getDisjointMut([key])],
    ["at", (map, key) => map.at(key)],
    ["replace", (map, key) => map.replace(key, "b")],
    ["containsKey", (map, key) => map.containsKey(key)],
    ["remove", (map, key) => map.remove(key)],
    ["retain", (map) => map.retain(() => true)],
    ["clear", (map) => map.clear()],
    ["drain", (map) => map.drain()],
    ["keys", (map) => [...map.keys()]],
    ["values", (map) => [...map.values()]],
    ["valuesMut", (map) => [...map.valuesMut()]],
    ["iter", (map) => [...map.iter()]],
    ["iterMut", (map) => [...map.iterMut()]],
    ["len", (map) => map.len()],
    ["isEmpty", (map) => map.isEmpty()],
    ["capacity", (map) => map.capacity()],
    ["reserve", (map) => map.reserve(1)],
  ];

  test.for(uses)("%s on a dropped map throws DroppedError, in checked builds with the place of the drop", ([, use]) => {
    const { map, keys } = filled("a");
    drop(map);
    const error = caught(() => use(map, keys[0]!));
    expect(error).toBeInstanceOf(DroppedError);
    expect((error as DroppedError).place?.includes("slot-map.test.ts:")).toBe(checked ? true : undefined);
  });

  test.for(uses)("%s of a foreign receiver throws MisuseError", ([, use]) => {
    const foreign = Object.create(SlotMap.prototype) as SlotMap<string>;
    expect(() => use(foreign, 1 as SlotKey<string>)).toThrow(MisuseError);
  });

  test("disposing a foreign receiver throws MisuseError", () => {
    const foreign = Object.create(SlotMap.prototype) as SlotMap<string>;
    expect(() => foreign[Symbol.dispose]()).toThrow(MisuseError);
  });

  test.for(["retain", "insertWithKey"] as const)("%s without a function throws MisuseError", (method) => {
    using map = SlotMap.new<string>();
    expect(() => map[method]("no function" as never)).toThrow(MisuseError);
  });
});

function fail(): never {
  throw new Error("destructor");
}
