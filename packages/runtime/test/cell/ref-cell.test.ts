/** `RefCell` behaves as `std::cell::RefCell` documents it. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { BorrowError, BorrowMutError, Box, Cell, drop, DroppedError, forget, MisuseError, MovedError, RefCell, replace } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

describe("borrowing", () => {
  test("many may read at a time", () => {
    const cell = RefCell.new(5);
    using first = cell.borrow();
    using second = cell.borrow();
    expect([first.value, second.value]).toEqual([5, 5]);
  });

  test("one may write", () => {
    const cell = RefCell.new(5);
    {
      using guard = cell.borrowMut();
      guard.value += 1;
      expect(guard.value).toBe(6);
    }
    expect(cell.intoInner()).toBe(6);
  });

  test("the score is 6", () => {
    const counter = RefCell.new(0);
    for (const points of [1, 5]) {
      using score = counter.borrowMut();
      score.value += points;
    }
    using score = counter.borrow();
    expect(score.value).toBe(6);
  });

  test("a reader keeps a writer out", () => {
    const cell = RefCell.new(5);
    using _reader = cell.borrow();
    expect(() => cell.borrowMut()).toThrow(BorrowMutError);
    expect(() => cell.borrowMut()).toThrow("already borrowed");
    expect(cell.tryBorrowMut()).toBe(undefined);
  });

  test("a writer keeps readers out", () => {
    const cell = RefCell.new(5);
    using _writer = cell.borrowMut();
    expect(() => cell.borrow()).toThrow(BorrowError);
    expect(() => cell.borrow()).toThrow("already mutably borrowed");
    expect(cell.tryBorrow()).toBe(undefined);
  });

  test("a writer keeps writers out", () => {
    const cell = RefCell.new(5);
    using _writer = cell.borrowMut();
    expect(() => cell.borrowMut()).toThrow("already mutably borrowed");
    expect(cell.tryBorrowMut()).toBe(undefined);
  });

  test("the last of several readers lets the writer in", () => {
    const cell = RefCell.new(5);
    const readers = [cell.borrow(), cell.borrow(), cell.borrow()];
    const writable = readers.map((reader) => {
      drop(reader);
      using writer = cell.tryBorrowMut();
      return writer !== undefined;
    });
    expect(writable).toEqual([false, false, true]);
  });

  test("a guard that is dropped twice gives its borrow back once", () => {
    const cell = RefCell.new(5);
    const first = cell.borrow();
    using _second = cell.borrow();
    first[Symbol.dispose]();
    first[Symbol.dispose]();
    expect(cell.tryBorrowMut()).toBe(undefined);
  });

  test("a guard is given back when its scope throws", () => {
    const cell = RefCell.new(5);
    const work = () => {
      using _guard = cell.borrowMut();
      throw new RangeError("no");
    };
    expect(work).toThrow(RangeError);
    using guard = cell.borrow();
    expect(guard.value).toBe(5);
  });

  test("a failed borrow changes nothing", () => {
    const cell = RefCell.new(5);
    {
      using _reader = cell.borrow();
      expect(() => cell.borrowMut()).toThrow(BorrowMutError);
    }
    using writer = cell.borrowMut();
    expect(writer.value).toBe(5);
  });

  test("a forgotten guard keeps the cell borrowed for ever", () => {
    const cell = RefCell.new(5);
    forget(cell.borrowMut());
    expect(cell.tryBorrow()).toBe(undefined);
  });

  test("tryBorrow and tryBorrowMut give guards where they can", () => {
    const cell = RefCell.new(5);
    {
      using writer = cell.tryBorrowMut();
      if (writer !== undefined) writer.value = 6;
    }
    using reader = cell.tryBorrow();
    expect(reader?.value).toBe(6);
  });
});

describe("the place of the live borrow", () => {
  test.for([
    ["a shared borrow", (cell: RefCell<number>) => cell.borrow()],
    ["an exclusive borrow", (cell: RefCell<number>) => cell.borrowMut()],
  ] as const)("of %s is named by the conflicting one in checked builds", ([, borrow]) => {
    const cell = RefCell.new(5);
    using _live = borrow(cell);
    const error = caught(() => cell.borrowMut()) as BorrowMutError;
    expect(error.place).toEqual(checked ? expect.stringMatching(/ref-cell\.test\.ts:\d+:\d+$/) : undefined);
    expect(error.message.includes("ref-cell.test.ts")).toBe(checked);
  });

  test("is that of the oldest that still lives", () => {
    const cell = RefCell.new(5);
    const first = cell.borrow();
    using _second = cell.borrow();
    const before = (caught(() => cell.borrowMut()) as BorrowMutError).place;
    drop(first);
    const after = (caught(() => cell.borrowMut()) as BorrowMutError).place;
    expect(after === before).toBe(!checked);
  });

  test("is known within `with`, too", () => {
    const cell = RefCell.new(5);
    const error = cell.with(() => caught(() => cell.borrowMut())) as BorrowMutError;
    expect(error.place).toEqual(checked ? expect.stringMatching(/ref-cell\.test\.ts:\d+:\d+$/) : undefined);
  });
});

describe("with and withMut", () => {
  test("with reads, and gives what its function gives", () => {
    expect(RefCell.new(5).with((value) => value * 2)).toBe(10);
  });

  test("withMut writes", () => {
    const cell = RefCell.new(5);
    cell.withMut((content) => {
      content.value += 1;
    });
    expect(cell.intoInner()).toBe(6);
  });

  test("with within with is fine", () => {
    const cell = RefCell.new(5);
    expect(cell.with((outer) => cell.with((inner) => outer + inner))).toBe(10);
  });

  test.for([
    ["withMut within with", (cell: RefCell<number>) => cell.with(() => cell.withMut(() => 1)), BorrowMutError],
    ["with within withMut", (cell: RefCell<number>) => cell.withMut(() => cell.with(() => 1)), BorrowError],
    ["withMut within withMut", (cell: RefCell<number>) => cell.withMut(() => cell.withMut(() => 1)), BorrowMutError],
  ] as const)("%s is a conflict", ([, work, kind]) => {
    const cell = RefCell.new(5);
    expect(() => work(cell)).toThrow(kind);
    expect(cell.intoInner()).toBe(5);
  });

  test.for(["with", "withMut"] as const)("%s gives the borrow back when its function throws", (method) => {
    const cell = RefCell.new(5);
    expect(() =>
      cell[method](() => {
        throw new RangeError("no");
      }),
    ).toThrow(RangeError);
    expect(cell.intoInner()).toBe(5);
  });

  test.for(["with", "withMut", "replaceWith"] as const)("%s needs a function", (method) => {
    expect(() => RefCell.new(1)[method](5 as never)).toThrow(`\`RefCell.${method}\` needs a function and was given a number`);
  });
});

describe("moving the content", () => {
  test("replace gives the old content, undropped", () => {
    const lines: string[] = [];
    using cell = RefCell.new(new Noisy("old", lines));
    using old = cell.replace(new Noisy("new", lines));
    expect(old.name).toBe("old");
    expect(lines).toEqual([]);
  });

  test("replaceWith makes the new content from the old", () => {
    const cell = RefCell.new(5);
    expect(cell.replaceWith((content) => content.value + 1)).toBe(5);
    expect(cell.intoInner()).toBe(6);
  });

  test("replaceWith may change the old content before it goes", () => {
    const cell = RefCell.new(5);
    const old = cell.replaceWith((content) => {
      content.value = 50;
      return 6;
    });
    expect(old).toBe(50);
  });

  test("take leaves undefined", () => {
    const cell = RefCell.new<number | undefined>(5);
    expect([cell.take(), cell.take()]).toEqual([5, undefined]);
  });

  test("swap exchanges the contents of two cells", () => {
    const first = RefCell.new(5);
    const second = RefCell.new(6);
    first.swap(second);
    expect([first.intoInner(), second.intoInner()]).toEqual([6, 5]);
  });

  test("swap with itself is a conflict, as in Rust", () => {
    const cell = RefCell.new(5);
    expect(() => cell.swap(cell)).toThrow(BorrowMutError);
    expect(cell.intoInner()).toBe(5);
  });

  test("getMut is the content's place", () => {
    const cell = RefCell.new(5);
    cell.getMut().value += 1;
    expect(replace(cell.getMut(), "value", 9)).toBe(6);
    expect(cell.intoInner()).toBe(9);
  });

  test("clone clones the content", () => {
    const cell = RefCell.new({ list: [1] });
    const clone = cell.clone();
    clone.withMut((content) => content.value.list.push(2));
    expect(cell.intoInner()).toEqual({ list: [1] });
  });

  test("clone is a shared borrow", () => {
    const cell = RefCell.new(5);
    {
      using _reader = cell.borrow();
      expect(cell.clone().intoInner()).toBe(5);
    }
    using _writer = cell.borrowMut();
    expect(() => cell.clone()).toThrow(BorrowError);
  });

  test.for([
    ["replace", (cell: RefCell<unknown>) => cell.replace(1)],
    ["replaceWith", (cell: RefCell<unknown>) => cell.replaceWith(() => 1)],
    ["take", (cell: RefCell<unknown>) => cell.take()],
    ["swap", (cell: RefCell<unknown>) => cell.swap(RefCell.new<unknown>(1))],
    ["swap into it", (cell: RefCell<unknown>) => RefCell.new<unknown>(1).swap(cell)],
    ["getMut", (cell: RefCell<unknown>) => cell.getMut()],
    ["intoInner", (cell: RefCell<unknown>) => cell.intoInner()],
    ["drop", (cell: RefCell<unknown>) => drop(cell)],
  ] as const)("%s while it is borrowed is a conflict, and changes nothing", ([, work]) => {
    const cell = RefCell.new<unknown>(5);
    {
      using guard = cell.borrow();
      expect(() => work(cell)).toThrow(BorrowMutError);
      expect(guard.value).toBe(5);
    }
    expect(cell.intoInner()).toBe(5);
  });
});

const uses: readonly (readonly [string, (cell: RefCell<unknown>) => unknown])[] = [
  ["borrow", (cell) => RefCell.prototype.borrow.call(cell)],
  ["borrowMut", (cell) => RefCell.prototype.borrowMut.call(cell)],
  ["tryBorrow", (cell) => RefCell.prototype.tryBorrow.call(cell)],
  ["tryBorrowMut", (cell) => RefCell.prototype.tryBorrowMut.call(cell)],
  ["with", (cell) => RefCell.prototype.with.call(cell, String)],
  ["withMut", (cell) => RefCell.prototype.withMut.call(cell, String)],
  ["replace", (cell) => RefCell.prototype.replace.call(cell, 1)],
  ["replaceWith", (cell) => RefCell.prototype.replaceWith.call(cell, () => 1)],
  ["take", (cell) => RefCell.prototype.take.call(cell)],
  ["swap", (cell) => RefCell.prototype.swap.call(cell, RefCell.new<unknown>(1))],
  ["swap with it", (cell) => RefCell.new<unknown>(1).swap(cell)],
  ["getMut", (cell) => RefCell.prototype.getMut.call(cell)],
  ["clone", (cell) => RefCell.prototype.clone.call(cell)],
  ["intoInner", (cell) => RefCell.prototype.intoInner.call(cell)],
];

describe("a cell that has ended", () => {
  test.for(uses)("%s after intoInner throws MovedError", ([, use]) => {
    const cell = RefCell.new<unknown>(1);
    cell.intoInner();
    expect(() => use(cell)).toThrow(MovedError);
  });

  test.for(uses)("%s after the drop throws DroppedError", ([, use]) => {
    const cell = RefCell.new<unknown>(1);
    drop(cell);
    drop(cell);
    expect(() => use(cell)).toThrow(DroppedError);
  });

  test("has dropped its content", () => {
    const lines: string[] = [];
    drop(Box.new(RefCell.new(new Noisy("content", lines))));
    expect(lines).toEqual(["content"]);
  });
});

describe("misuse from plain JavaScript", () => {
  test.for(uses)("%s refuses what is no RefCell", ([, use]) => {
    for (const foreign of [undefined, null, 1, {}, Cell.new(1)]) expect(() => use(foreign as never)).toThrow(MisuseError);
  });
});
