/** `OnceCell` and `LazyCell` behave as `std::cell` documents them. */

import { describe, expect, test } from "vitest";
import { drop, DroppedError, LazyCell, MisuseError, MovedError, OnceCell, PanicError, RefCell } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

const fail = () => {
  throw new RangeError("no");
};

describe("OnceCell", () => {
  test("is empty at first", () => {
    expect(OnceCell.new().get()).toBe(undefined);
  });

  test("is filled once by set", () => {
    const cell = OnceCell.new<number>();
    expect([cell.set(92), cell.set(62), cell.get()]).toEqual([true, false, 92]);
  });

  test("refused by set, a value is still the caller's", () => {
    const lines: string[] = [];
    using cell = OnceCell.from(new Noisy("first", lines));
    using second = new Noisy("second", lines);
    expect(cell.set(second)).toBe(false);
    expect(lines).toEqual([]);
  });

  test("is filled by the first getOrInit, and the others find it", () => {
    const cell = OnceCell.new<number>();
    expect([cell.getOrInit(() => 92), cell.getOrInit(() => fail())]).toEqual([92, 92]);
  });

  test("holds undefined as any value", () => {
    const cell = OnceCell.new<undefined>();
    expect([cell.set(undefined), cell.set(undefined)]).toEqual([true, false]);
  });

  test("stays empty when its initialiser throws", () => {
    const cell = OnceCell.new<number>();
    expect(() => cell.getOrInit(fail)).toThrow(RangeError);
    expect(cell.getOrInit(() => 1)).toBe(1);
  });

  test("panics when its initialiser fills it itself", () => {
    const cell = OnceCell.new<number>();
    const recursive = () =>
      cell.getOrInit(() => {
        cell.set(1);
        return 2;
      });
    expect(recursive).toThrow(PanicError);
    expect(cell.get()).toBe(1);
  });

  test("getMut is the content's place, if any", () => {
    const cell = OnceCell.new<number>();
    expect(cell.getMut()).toBe(undefined);
    cell.set(1);
    cell.getMut()!.value += 1;
    expect([cell.get(), cell.getMut()?.value]).toEqual([2, 2]);
  });

  test("take empties it, and it may be filled again", () => {
    const cell = OnceCell.from(1);
    expect([cell.take(), cell.take(), cell.set(2), cell.get()]).toEqual([1, undefined, true, 2]);
  });

  test("clone clones what is there", () => {
    const cell = OnceCell.from({ x: 1 });
    expect(cell.clone().get()).toEqual({ x: 1 });
    expect(cell.clone().get()).not.toBe(cell.get());
    expect(OnceCell.new().clone().get()).toBe(undefined);
  });

  test("intoInner uses it up", () => {
    const cell = OnceCell.from(1);
    expect(cell.intoInner()).toBe(1);
    expect(() => cell.get()).toThrow(MovedError);
    expect(OnceCell.new().intoInner()).toBe(undefined);
  });

  test("dropped, drops what is there, once", () => {
    const lines: string[] = [];
    const cell = OnceCell.from(new Noisy("content", lines));
    drop(cell);
    drop(cell);
    drop(OnceCell.new());
    expect(lines).toEqual(["content"]);
  });

  const uses: readonly (readonly [string, (cell: OnceCell<unknown>) => unknown])[] = [
    ["get", (cell) => OnceCell.prototype.get.call(cell)],
    ["set", (cell) => OnceCell.prototype.set.call(cell, 1)],
    ["getOrInit", (cell) => OnceCell.prototype.getOrInit.call(cell, () => 1)],
    ["getMut", (cell) => OnceCell.prototype.getMut.call(cell)],
    ["take", (cell) => OnceCell.prototype.take.call(cell)],
    ["clone", (cell) => OnceCell.prototype.clone.call(cell)],
    ["intoInner", (cell) => OnceCell.prototype.intoInner.call(cell)],
  ];

  test.for(uses)("%s after the drop throws DroppedError", ([, use]) => {
    const cell = OnceCell.from<unknown>(1);
    drop(cell);
    expect(() => use(cell)).toThrow(DroppedError);
  });

  test.for(uses)("%s refuses what is no OnceCell", ([, use]) => {
    for (const foreign of [undefined, 1, {}, RefCell.new(1)]) expect(() => use(foreign as never)).toThrow(MisuseError);
  });

  test("getOrInit needs a function", () => {
    expect(() => OnceCell.new().getOrInit(5 as never)).toThrow("needs a function and was given a number");
  });
});

describe("LazyCell", () => {
  test("makes its value at the first get, once", () => {
    let calls = 0;
    const lazy = LazyCell.new(() => (calls += 1));
    expect(calls).toBe(0);
    expect([lazy.get(), lazy.get(), LazyCell.force(lazy)]).toEqual([1, 1, 1]);
  });

  test("is poisoned when its initialiser throws", () => {
    const lazy = LazyCell.new(fail);
    expect(() => lazy.get()).toThrow(RangeError);
    expect(() => lazy.get()).toThrow(PanicError);
    expect(() => LazyCell.force(lazy)).toThrow("poisoned");
  });

  test("is poisoned when its initialiser asks for the value itself", () => {
    const lazy: LazyCell<number> = LazyCell.new(() => lazy.get());
    expect(() => lazy.get()).toThrow(PanicError);
    expect(() => lazy.get()).toThrow(PanicError);
  });

  test("dropped before its first use, makes nothing", () => {
    let calls = 0;
    const lazy = LazyCell.new(() => (calls += 1));
    drop(lazy);
    expect(() => lazy.get()).toThrow(DroppedError);
    expect(calls).toBe(0);
  });

  test("dropped after its first use, drops its value", () => {
    const lines: string[] = [];
    const lazy = LazyCell.new(() => new Noisy("content", lines));
    lazy.get();
    drop(lazy);
    drop(lazy);
    expect(lines).toEqual(["content"]);
  });

  test.for([undefined, null, 1, {}, OnceCell.prototype])("%s is no LazyCell", (foreign) => {
    expect(() => LazyCell.force(foreign as never)).toThrow(MisuseError);
    expect(() => LazyCell.prototype.get.call(foreign as never)).toThrow(MisuseError);
    expect(() => LazyCell.prototype[Symbol.dispose].call(foreign as never)).toThrow(MisuseError);
  });

  test("new needs a function", () => {
    expect(() => LazyCell.new(5 as never)).toThrow("`LazyCell.new` needs a function and was given a number");
  });
});
