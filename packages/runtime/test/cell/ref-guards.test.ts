/** The guards of `RefCell` behave as `std::cell::Ref` and `std::cell::RefMut` are documented. */

import { describe, expect, test } from "vitest";
import { drop, DroppedError, field, MisuseError, RefCell, RefGuard, RefMutGuard } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

describe("guards of shared borrows", () => {
  test("are cloned", () => {
    const cell = RefCell.new(5);
    const guard = cell.borrow();
    using clone = RefGuard.clone(guard);
    drop(guard);
    expect(clone.value).toBe(5);
    expect(cell.tryBorrowMut()).toBe(undefined);
  });

  test("map narrows to a part, and uses the guard up", () => {
    const cell = RefCell.new({ name: "Ada", age: 36 });
    const guard = cell.borrow();
    {
      using name = RefGuard.map(guard, (person) => person.name);
      expect(name.value).toBe("Ada");
      expect(() => guard.value).toThrow(DroppedError);
      expect(cell.tryBorrowMut()).toBe(undefined);
    }
    using writer = cell.borrowMut();
    expect(writer.value.age).toBe(36);
  });

  test("map drops the guard when its function throws", () => {
    const cell = RefCell.new(5);
    expect(() =>
      RefGuard.map(cell.borrow(), () => {
        throw new RangeError("no");
      }),
    ).toThrow(RangeError);
    expect(cell.intoInner()).toBe(5);
  });

  test("filterMap narrows when there is a part", () => {
    const cell = RefCell.new([1, 2, 3]);
    using part = RefGuard.filterMap(cell.borrow(), (list) => list[1]);
    expect(part?.value).toBe(2);
  });

  test("filterMap leaves the guard when there is none", () => {
    const cell = RefCell.new([1, 2, 3]);
    using guard = cell.borrow();
    expect(RefGuard.filterMap(guard, (list) => list[3])).toBe(undefined);
    expect(guard.value).toEqual([1, 2, 3]);
  });

  test("mapSplit makes two, and the cell is free when both are gone", () => {
    const cell = RefCell.new([1, 2] as const);
    const [first, second] = RefGuard.mapSplit(cell.borrow(), (pair) => pair);
    expect([first.value, second.value]).toEqual([1, 2]);
    drop(first);
    expect(cell.tryBorrowMut()).toBe(undefined);
    drop(second);
    expect(cell.intoInner()).toEqual([1, 2]);
  });

  test("mapSplit drops the guard when its function throws", () => {
    const cell = RefCell.new(5);
    expect(() =>
      RefGuard.mapSplit(cell.borrow(), () => {
        throw new RangeError("no");
      }),
    ).toThrow(RangeError);
    expect(cell.intoInner()).toBe(5);
  });
});

describe("guards of exclusive borrows", () => {
  test("map narrows to a part that is written through", () => {
    const cell = RefCell.new({ x: 1, y: 2 });
    {
      using x = RefMutGuard.map(cell.borrowMut(), (point) => field(point.value, "x"));
      x.value += 10;
      expect(cell.tryBorrow()).toBe(undefined);
    }
    expect(cell.intoInner()).toEqual({ x: 11, y: 2 });
  });

  test("map twice narrows further", () => {
    const cell = RefCell.new({ inner: { list: [1, 2] } });
    {
      using inner = RefMutGuard.map(cell.borrowMut(), (outer) => field(outer.value, "inner"));
      using second = RefMutGuard.map(inner, (content) => field(content.value.list, 1));
      second.value = 20;
    }
    expect(cell.intoInner().inner.list).toEqual([1, 20]);
  });

  test("map drops the guard when its function throws", () => {
    const cell = RefCell.new(5);
    expect(() =>
      RefMutGuard.map(cell.borrowMut(), () => {
        throw new RangeError("no");
      }),
    ).toThrow(RangeError);
    expect(cell.intoInner()).toBe(5);
  });

  test("filterMap leaves the guard when there is no part", () => {
    const cell = RefCell.new(5);
    using guard = cell.borrowMut();
    expect(RefMutGuard.filterMap(guard, () => undefined)).toBe(undefined);
    guard.value = 6;
    expect(guard.value).toBe(6);
  });

  test("filterMap narrows when there is a part", () => {
    const cell = RefCell.new({ x: 1 });
    {
      using x = RefMutGuard.filterMap(cell.borrowMut(), (point) => field(point.value, "x"));
      if (x !== undefined) x.value = 7;
    }
    expect(cell.intoInner()).toEqual({ x: 7 });
  });

  test("mapSplit makes two that write, and the cell is free when both are gone", () => {
    const cell = RefCell.new({ x: 1, y: 2 });
    const [x, y] = RefMutGuard.mapSplit(cell.borrowMut(), (point) => [field(point.value, "x"), field(point.value, "y")]);
    x.value = 10;
    y.value = 20;
    drop(x);
    expect(cell.tryBorrow()).toBe(undefined);
    drop(y);
    expect(cell.intoInner()).toEqual({ x: 10, y: 20 });
  });

  test("mapSplit of a split guard makes three, and the cell waits for all", () => {
    const cell = RefCell.new([1, 2, 3]);
    const [first, rest] = RefMutGuard.mapSplit(cell.borrowMut(), (list) => [field(list.value, 0), list]);
    const [second, third] = RefMutGuard.mapSplit(rest, (list) => [field(list.value, 1), field(list.value, 2)]);
    const free = [first, second, third].map((guard) => {
      drop(guard);
      using reader = cell.tryBorrow();
      return reader !== undefined;
    });
    expect(free).toEqual([false, false, true]);
  });

  test("assigning the content does not drop what was there", () => {
    const lines: string[] = [];
    const old = new Noisy("old", lines);
    using cell = RefCell.new(old);
    cell.withMut((content) => {
      content.value = new Noisy("new", lines);
    });
    expect(lines).toEqual([]);
    drop(old);
  });
});

const guardUses: readonly (readonly [string, (guard: RefGuard<number>) => unknown])[] = [
  ["value", (guard) => guard.value],
  ["RefGuard.clone", (guard) => RefGuard.clone(guard)],
  ["RefGuard.map", (guard) => RefGuard.map(guard, String)],
  ["RefGuard.filterMap", (guard) => RefGuard.filterMap(guard, String)],
  ["RefGuard.mapSplit", (guard) => RefGuard.mapSplit(guard, (value) => [value, value])],
];

const mutGuardUses: readonly (readonly [string, (guard: RefMutGuard<number>) => unknown])[] = [
  ["value", (guard) => guard.value],
  ["value =", (guard) => (guard.value = 1)],
  ["RefMutGuard.map", (guard) => RefMutGuard.map(guard, (content) => content)],
  ["RefMutGuard.filterMap", (guard) => RefMutGuard.filterMap(guard, (content) => content)],
  ["RefMutGuard.mapSplit", (guard) => RefMutGuard.mapSplit(guard, (content) => [content, content])],
];

describe("a guard that has ended", () => {
  test.for(guardUses)("%s throws DroppedError", ([, use]) => {
    const guard = RefCell.new(1).borrow();
    drop(guard);
    expect(() => use(guard)).toThrow(DroppedError);
  });

  test.for(mutGuardUses)("%s of an exclusive one throws DroppedError", ([, use]) => {
    const guard = RefCell.new(1).borrowMut();
    drop(guard);
    expect(() => use(guard)).toThrow(DroppedError);
  });

  test("cannot write to a cell that others borrow now", () => {
    const cell = RefCell.new(1);
    const guard = cell.borrowMut();
    drop(guard);
    using reader = cell.borrow();
    expect(() => {
      guard.value = 2;
    }).toThrow(DroppedError);
    expect(reader.value).toBe(1);
  });
});

describe("misuse from plain JavaScript", () => {
  test.for([...guardUses.slice(1), ...mutGuardUses.slice(2)])("%s refuses what is no such guard", ([, use]) => {
    for (const foreign of [undefined, null, 1, {}, RefCell.new(1)]) expect(() => use(foreign as never)).toThrow(MisuseError);
  });
});
