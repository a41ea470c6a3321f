/** `Box` behaves as `std::boxed` documents it. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { Box, DroppedError, drop, forget, MisuseError, MovedError, RefCell } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

describe("content", () => {
  test.for([
    ["a number", 1],
    ["zero", 0],
    ["a string", "text"],
    ["undefined", undefined],
    ["null", null],
    ["NaN", Number.NaN],
    ["a symbol", Symbol.iterator],
    ["a bigint", 10n],
    ["an object", { x: 1 }],
    ["an array", [1, 2]],
    ["a function", () => 1],
    ["a date", new Date(0)],
    ["a frozen object", Object.freeze({ x: 1 })],
  ] as const)("a box gives back %s as it was put in", ([, content]) => {
    using box = Box.new<unknown>(content);
    expect(box.get()).toBe(content);
    expect(Box.intoInner(box)).toBe(content);
  });

  test("set replaces the content", () => {
    using box = Box.new(1);
    box.set(2);
    expect(box.get()).toBe(2);
  });

  test("set drops what was there, after the new content is in", () => {
    const lines: string[] = [];
    using box = Box.new(new Noisy("first", lines));
    box.set(new Noisy("second", lines));
    expect(lines).toEqual(["first"]);
    expect(box.get().name).toBe("second");
  });

  test("set to what is there already drops nothing", () => {
    const lines: string[] = [];
    const content = new Noisy("content", lines);
    using box = Box.new(content);
    box.set(content);
    expect(lines).toEqual([]);
  });

  test("replace gives the old content, undropped", () => {
    const lines: string[] = [];
    using box = Box.new(new Noisy("first", lines));
    using old = box.replace(new Noisy("second", lines));
    expect(old.name).toBe("first");
    expect(lines).toEqual([]);
  });

  test("clone clones the content", () => {
    using box = Box.new({ list: [1, 2] });
    using clone = box.clone();
    clone.get().list.push(3);
    expect(box.get().list).toEqual([1, 2]);
  });

  test("clone asks the content's own clone()", () => {
    const lines: string[] = [];
    using box = Box.new(new Noisy("a", lines));
    using clone = box.clone();
    expect(clone.get().name).toBe("clone of a");
  });

  test("clone of a box of a box clones both", () => {
    using box = Box.new(Box.new(1));
    using clone = box.clone();
    clone.get().set(2);
    expect(box.get().get()).toBe(1);
  });

  test("content of a class without clone() cannot be cloned", () => {
    using box = Box.new(new Date(0));
    expect(() => box.clone()).toThrow(MisuseError);
    expect(() => box.clone()).toThrow("give its class a `clone()` method");
  });
});

const moves: readonly (readonly [string, (box: Box<number>) => unknown])[] = [
  ["take", (box) => box.take()],
  ["Box.intoInner", (box) => Box.intoInner(box)],
  ["Box.leak", (box) => Box.leak(box)],
  ["Box.map", (box) => drop(Box.map(box, String))],
  ["forget", (box) => forget(box)],
];

const uses: readonly (readonly [string, (box: Box<number>) => unknown])[] = [
  ["get", (box) => Box.prototype.get.call(box)],
  ["set", (box) => Box.prototype.set.call(box, 1)],
  ["replace", (box) => Box.prototype.replace.call(box, 1)],
  ["clone", (box) => Box.prototype.clone.call(box)],
  ["take", (box) => Box.prototype.take.call(box)],
  ["Box.intoInner", (box) => Box.intoInner(box)],
  ["Box.leak", (box) => Box.leak(box)],
  ["Box.map", (box) => Box.map(box, String)],
];

describe("after a move", () => {
  describe.for(moves)("by %s", ([, move]) => {
    test.for(uses)("%s throws MovedError", ([, use]) => {
      const box = Box.new(1);
      move(box);
      expect(() => use(box)).toThrow(MovedError);
    });
  });

  test("disposing does nothing", () => {
    const lines: string[] = [];
    const box = Box.new(new Noisy("content", lines));
    using content = box.take();
    box[Symbol.dispose]();
    expect(lines).toEqual([]);
    expect(content.name).toBe("content");
  });

  test("the error names the place of the move in checked builds", () => {
    const box = Box.new(1);
    box.take();
    const place = checked ? expect.stringMatching(/box\.test\.ts:\d+:\d+$/) : undefined;
    expect(caught(() => box.get())).toMatchObject({ name: "MovedError", place });
  });

  test("leaked content is never dropped", () => {
    const lines: string[] = [];
    const content = Box.leak(Box.new({ item: new Noisy("item", lines) }));
    expect(lines).toEqual([]);
    drop(content);
  });
});

describe("after a drop", () => {
  test.for(uses)("%s throws DroppedError", ([, use]) => {
    const box = Box.new(1);
    drop(box);
    expect(() => use(box)).toThrow(DroppedError);
  });

  test("disposing twice drops the content once", () => {
    const lines: string[] = [];
    const box = Box.new(new Noisy("content", lines));
    box[Symbol.dispose]();
    box[Symbol.dispose]();
    expect(lines).toEqual(["content"]);
  });

  test("the error names the place of the drop in checked builds", () => {
    const box = Box.new(1);
    drop(box);
    const place = checked ? expect.stringMatching(/box\.test\.ts:\d+:\d+$/) : undefined;
    expect(caught(() => box.get())).toMatchObject({ name: "DroppedError", place });
  });

  test("a box that its owner dropped is dropped too", () => {
    const inner = Box.new(1);
    drop(Box.new(inner));
    expect(() => inner.get()).toThrow(DroppedError);
  });
});

describe("map", () => {
  test("moves the content through a function into a new box", () => {
    using box = Box.map(Box.new(21), (value) => value * 2);
    expect(box.get()).toBe(42);
  });

  test("drops nothing of what it moves", () => {
    const lines: string[] = [];
    using box = Box.map(Box.new(new Noisy("content", lines)), (content) => ({ content }));
    expect(lines).toEqual([]);
    expect(box.get().content.name).toBe("content");
  });

  test("lets errors of the function through, and the box is moved", () => {
    const box = Box.new(1);
    expect(() =>
      Box.map(box, () => {
        throw new RangeError("no");
      }),
    ).toThrow(RangeError);
    expect(() => box.get()).toThrow(MovedError);
  });
});

describe("recursive types", () => {
  type List = { readonly kind: "cons"; readonly value: number; readonly next: Box<List> } | { readonly kind: "nil" };

  test("the list 1 -> 2 -> Nil is walked in order and dropped whole", () => {
    const nil = Box.new<List>({ kind: "nil" });
    const two = Box.new<List>({ kind: "cons", value: 2, next: nil });
    const list = Box.new<List>({ kind: "cons", value: 1, next: two });
    expect(valuesOf(list)).toEqual([1, 2]);
    drop(list);
    expect(() => nil.get()).toThrow(DroppedError);
  });

  test("a list of 1,000,000 nodes is dropped without overflowing the stack", () => {
    let list = Box.new<List>({ kind: "nil" });
    for (let value = 0; value < 1_000_000; value++) list = Box.new<List>({ kind: "cons", value, next: list });
    drop(list);
    expect(() => list.get()).toThrow(DroppedError);
  });

  test("a million boxes in each other are dropped without overflowing the stack", () => {
    let box: Box<unknown> = Box.new<unknown>(undefined);
    for (let depth = 0; depth < 1_000_000; depth++) box = Box.new<unknown>(box);
    drop(box);
    expect(() => box.get()).toThrow(DroppedError);
  });

  function valuesOf(list: Box<List>): readonly number[] {
    const values: number[] = [];
    for (let node = list.get(); node.kind === "cons"; node = node.next.get()) values.push(node.value);
    return values;
  }
});

describe("large data", () => {
  test("a boxed buffer is moved, not copied", () => {
    const bytes = new Uint8Array(1_000_000);
    const box = Box.new(bytes);
    expect(box.take()).toBe(bytes);
  });

  test("a boxed buffer moves by transfer, and its source is dead afterwards", () => {
    const box = Box.new(new ArrayBuffer(1_000_000));
    const source = box.get();
    using arrived = Box.new(structuredClone(source, { transfer: [box.take()] }));
    expect(arrived.get().byteLength).toBe(1_000_000);
    expect(source.byteLength).toBe(0);
    expect(() => box.get()).toThrow(MovedError);
  });

  test("dropping a boxed typed array walks nothing", () => {
    const box = Box.new(new Float64Array(100_000_000 / 8));
    drop(box);
    expect(() => box.get()).toThrow(DroppedError);
  });
});

describe("misuse from plain JavaScript", () => {
  const foreigners = [undefined, null, 1, {}, RefCell.new(1), new Proxy(Box.prototype, {})];

  test.for(uses)("%s refuses what is no Box", ([, use]) => {
    for (const foreign of foreigners) expect(() => use(foreign as never)).toThrow(MisuseError);
  });

  test("disposing refuses what is no Box", () => {
    for (const foreign of foreigners) expect(() => Box.prototype[Symbol.dispose].call(foreign as never)).toThrow(MisuseError);
  });

  test("a method that lost its receiver says what to do", () => {
    expect(() => Box.prototype.get.call(undefined as never)).toThrow(
      "`Box.get` needs a value of class `Box` and was given `undefined`: make one with `Box.new`",
    );
  });

  test("map needs a function, and leaves the box alone without one", () => {
    using box = Box.new(1);
    expect(() => Box.map(box, 5 as never)).toThrow("`Box.map` needs a function and was given a number");
    expect(box.get()).toBe(1);
  });
});
