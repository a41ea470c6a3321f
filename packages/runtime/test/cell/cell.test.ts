/** `Cell` behaves as `std::cell::Cell` documents it. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { Box, Cell, drop, DroppedError, MisuseError, MovedError, RefCell, replace } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

describe("content", () => {
  test.for([1, 0, "text", undefined, null, true, 10n, Symbol.iterator])("get copies %s", (content) => {
    expect(Cell.new<unknown>(content).get()).toBe(content);
  });

  test("set is seen through every holder of the cell", () => {
    const cell = Cell.new(1);
    const holders = [{ cell }, { cell }];
    holders[0]!.cell.set(2);
    expect(holders[1]!.cell.get()).toBe(2);
  });

  test("set drops what was there, after the new content is in", () => {
    const lines: string[] = [];
    using cell = Cell.new<Noisy | undefined>(new Noisy("old", lines));
    cell.set(undefined);
    expect(lines).toEqual(["old"]);
  });

  test("set to what is there already drops nothing", () => {
    const lines: string[] = [];
    const content = new Noisy("content", lines);
    using cell = Cell.new(content);
    cell.set(content);
    expect(lines).toEqual([]);
  });

  test("replace gives the old content, undropped", () => {
    const cell = Cell.new(5);
    expect(cell.replace(10)).toBe(5);
    expect(cell.get()).toBe(10);
  });

  test("take leaves undefined", () => {
    const cell = Cell.new<number | undefined>(5);
    expect([cell.take(), cell.get(), cell.take()]).toEqual([5, undefined, undefined]);
  });

  test("swap exchanges the contents of two cells", () => {
    const first = Cell.new(5);
    const second = Cell.new(10);
    first.swap(second);
    expect([first.get(), second.get()]).toEqual([10, 5]);
  });

  test("swap with itself changes nothing", () => {
    const cell = Cell.new(5);
    cell.swap(cell);
    expect(cell.get()).toBe(5);
  });

  test("swap drops nothing", () => {
    const lines: string[] = [];
    using first = Cell.new(new Noisy("first", lines));
    using second = Cell.new(new Noisy("second", lines));
    first.swap(second);
    expect(lines).toEqual([]);
  });

  test("update puts in what a function makes", () => {
    const cell = Cell.new(5);
    cell.update((value) => value + 1);
    expect(cell.get()).toBe(6);
  });

  test("update leaves the content when its function throws", () => {
    const cell = Cell.new(5);
    expect(() =>
      cell.update(() => {
        throw new RangeError("no");
      }),
    ).toThrow(RangeError);
    expect(cell.get()).toBe(5);
  });

  test("getMut is the content's place", () => {
    const cell = Cell.new(5);
    cell.getMut().value += 1;
    expect(replace(cell.getMut(), "value", 9)).toBe(6);
    expect(cell.get()).toBe(9);
  });

  test("clone copies into a cell of its own", () => {
    const cell = Cell.new(5);
    const clone = cell.clone();
    clone.set(6);
    expect(cell.get()).toBe(5);
  });

  test("get of an owned value is refused in checked builds: it would have two owners", () => {
    using cell = Cell.new(Box.new(1));
    if (checked) expect(() => cell.get()).toThrow("`Cell.get` copies, and an object of class `Box` has one owner");
    else expect(cell.get().get()).toBe(1);
  });
});

const uses: readonly (readonly [string, (cell: Cell<number>) => unknown])[] = [
  ["get", (cell) => Cell.prototype.get.call(cell)],
  ["set", (cell) => Cell.prototype.set.call(cell, 1)],
  ["replace", (cell) => Cell.prototype.replace.call(cell, 1)],
  ["take", (cell) => Cell.prototype.take.call(cell)],
  ["update", (cell) => Cell.prototype.update.call(cell, (value) => value)],
  ["swap", (cell) => Cell.prototype.swap.call(cell, Cell.new<unknown>(1))],
  ["swap with it", (cell) => Cell.new(1).swap(cell)],
  ["getMut", (cell) => Cell.prototype.getMut.call(cell)],
  ["clone", (cell) => Cell.prototype.clone.call(cell)],
  ["intoInner", (cell) => Cell.prototype.intoInner.call(cell)],
];

describe("the end", () => {
  test.for(uses)("%s after intoInner throws MovedError", ([, use]) => {
    const cell = Cell.new(1);
    expect(cell.intoInner()).toBe(1);
    expect(() => use(cell)).toThrow(MovedError);
  });

  test.for(uses)("%s after the drop throws DroppedError", ([, use]) => {
    const cell = Cell.new(1);
    drop(cell);
    drop(cell);
    expect(() => use(cell)).toThrow(DroppedError);
  });

  test("a dropped cell drops its content", () => {
    const lines: string[] = [];
    drop(Cell.new(new Noisy("content", lines)));
    expect(lines).toEqual(["content"]);
  });
});

describe("misuse from plain JavaScript", () => {
  test.for(uses)("%s refuses what is no Cell", ([, use]) => {
    for (const foreign of [undefined, null, 1, {}, RefCell.new(1)]) expect(() => use(foreign as never)).toThrow(MisuseError);
  });

  test("update needs a function", () => {
    expect(() => Cell.new(1).update(5 as never)).toThrow("`Cell.update` needs a function and was given a number");
  });
});
