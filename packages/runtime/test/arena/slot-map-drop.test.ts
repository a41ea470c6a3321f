/** The end of a `SlotMap`, and of its values. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { Box, DroppedError, drop, MisuseError, Rc, SlotMap, type SlotKey } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";
import { filled } from "./filled.ts";

leavesNothingAlive();

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
    expect((error as DroppedError).place?.includes("slot-map-drop.test.ts:")).toBe(checked ? true : undefined);
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
