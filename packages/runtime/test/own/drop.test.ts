/** Values are dropped in Rust's order, each once. */

import { describe, expect, test } from "vitest";
import { Box, Cell, Drop, drop, OnceCell, Rc, RefCell } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";
import { Pair } from "../pair.ts";

leavesNothingAlive();

describe("order", () => {
  test("the connection closes at the end of its scope", () => {
    const lines: string[] = [];
    {
      using _connection = new Noisy("Closing database connection #42", lines);
      lines.push("Using connection #42...");
    }
    lines.push("Connection is now closed.");
    expect(lines).toEqual(["Using connection #42...", "Closing database connection #42", "Connection is now closed."]);
  });

  test("also when the scope is left by an error", () => {
    const lines: string[] = [];
    const work = () => {
      using _connection = new Noisy("closed", lines);
      throw new RangeError("no");
    };
    expect(work).toThrow(RangeError);
    expect(lines).toEqual(["closed"]);
  });

  test("also when the scope is left early", () => {
    const lines: string[] = [];
    const work = (early: boolean) => {
      using _connection = new Noisy("closed", lines);
      if (early) return "early";
      return "late";
    };
    expect([work(true), work(false)]).toEqual(["early", "late"]);
    expect(lines).toEqual(["closed", "closed"]);
  });

  test("also on break and continue", () => {
    const lines: string[] = [];
    for (const turn of [1, 2, 3]) {
      using _turn = new Noisy(`turn ${turn}`, lines);
      if (turn === 1) continue;
      break;
    }
    expect(lines).toEqual(["turn 1", "turn 2"]);
  });

  test("locals are dropped in reverse", () => {
    const lines: string[] = [];
    {
      using _first = new Noisy("first", lines);
      using _second = new Noisy("second", lines);
    }
    expect(lines).toEqual(["second", "first"]);
  });

  test("a value's body runs before its fields are dropped, which are dropped in the order of their declaration", () => {
    const lines: string[] = [];
    drop(new Pair(new Noisy("first", lines), new Noisy("second", lines), () => lines.push("body")));
    expect(lines).toEqual(["body", "first", "second"]);
  });

  test("each field is dropped whole before the next", () => {
    const lines: string[] = [];
    const deep = (name: string) => Box.new(new Pair(new Noisy(`${name} 1`, lines), new Noisy(`${name} 2`, lines), () => lines.push(name)));
    drop(new Pair(deep("left"), deep("right"), () => lines.push("root")));
    expect(lines).toEqual(["root", "left", "left 1", "left 2", "right", "right 1", "right 2"]);
  });

  test("fields of the base class come first, as they are declared first", () => {
    const lines: string[] = [];
    class Derived extends Pair {
      readonly third: Noisy = new Noisy("third", lines);
    }
    drop(new Derived(new Noisy("first", lines), new Noisy("second", lines), () => undefined));
    expect(lines).toEqual(["first", "second", "third"]);
  });

  test("a body may replace its fields, and what it leaves is dropped", () => {
    const lines: string[] = [];
    class Swapper extends Drop {
      content: Noisy | undefined = new Noisy("old", lines);
      override drop(): void {
        drop(this.content);
        this.content = new Noisy("new", lines);
      }
    }
    drop(new Swapper());
    expect(lines).toEqual(["old", "new"]);
  });

  const containers: readonly (readonly [string, (...items: readonly Noisy[]) => unknown])[] = [
    ["an array", (...items) => items],
    ["a nested array", (first, ...rest) => [[first], [[...rest]]]],
    ["a plain object", (a, b, c) => ({ a, b, c })],
    ["an object without prototype", (a, b, c) => Object.assign(Object.create(null) as object, { a, b, c })],
    [
      "a map, by its values",
      (a, b, c) =>
        new Map([
          [1, a],
          [2, b],
          [3, c],
        ]),
    ],
    [
      "a map, by its keys",
      (a, b, c) =>
        new Map([
          [a, 1],
          [b, 2],
          [c, 3],
        ]),
    ],
    ["a set", (...items) => new Set(items)],
    ["a box of an array", (...items) => Box.new(items)],
    ["a counted array", (...items) => Rc.new(items)],
    ["a cell of an array", (...items) => Cell.new(items)],
    ["a RefCell of an array", (...items) => RefCell.new(items)],
    ["a OnceCell of an array", (...items) => OnceCell.from(items)],
    ["an array of boxes", (...items) => items.map((item) => Box.new(item))],
    ["an array of foreign disposables", (...items) => items.map((item) => ({ [Symbol.dispose]: () => drop(item) }))],
    ["boxes in objects in arrays", (...items) => [{ inner: { box: Box.new(items[0]) } }, [items[1]], { rest: items[2] }]],
    ["a sparse array", (a, b, c) => Object.assign([], { 0: a, 5: b, 9: c })],
  ];

  test.for(containers)("the content of %s is dropped forward", ([, contain]) => {
    const lines: string[] = [];
    drop(contain(new Noisy("a", lines), new Noisy("b", lines), new Noisy("c", lines)));
    expect(lines).toEqual(["a", "b", "c"]);
  });

  test("a map drops each key before its value", () => {
    const lines: string[] = [];
    drop(
      new Map([
        [new Noisy("key 1", lines), new Noisy("value 1", lines)],
        [new Noisy("key 2", lines), new Noisy("value 2", lines)],
      ]),
    );
    expect(lines).toEqual(["key 1", "value 1", "key 2", "value 2"]);
  });
});

describe("what owns nothing", () => {
  test.for([
    ["undefined", undefined],
    ["null", null],
    ["a number", 1],
    ["a string", "text"],
    ["a symbol", Symbol.iterator],
    ["an empty array", []],
    ["an empty object", {}],
    ["an empty map", new Map()],
    ["an empty set", new Set()],
    ["a function", () => 1],
    ["a date", new Date(0)],
    ["a typed array", new Uint8Array(8)],
    ["a frozen object", Object.freeze({ x: 1 })],
    ["a promise", Promise.resolve()],
    ["a weak map", new WeakMap()],
  ] as const)("dropping %s does nothing", ([, value]) => {
    expect(() => drop(value)).not.toThrow();
  });

  test("instances of classes that say nothing are left alone, whatever they hold", () => {
    class Holder {
      readonly box = Box.new(1);
    }
    const holder = new Holder();
    drop(holder);
    expect(holder.box.get()).toBe(1);
    drop(holder.box);
  });

  test("private fields are left alone: they may borrow", () => {
    class Child extends Drop {
      readonly #parent: Box<string>;
      constructor(parent: Box<string>) {
        super();
        this.#parent = parent;
      }
      override drop(): void {
        this.#parent.get();
      }
    }
    using parent = Box.new("parent");
    drop(new Child(parent));
    expect(parent.get()).toBe("parent");
  });
});

describe("cycles", () => {
  test("an array that contains itself is walked once", () => {
    const lines: string[] = [];
    const items: unknown[] = [new Noisy("item", lines)];
    items.push(items, { items });
    drop(items);
    expect(lines).toEqual(["item"]);
  });

  test("an object that is found twice is walked once", () => {
    let disposals = 0;
    const shared = { inner: { [Symbol.dispose]: () => (disposals += 1) } };
    drop([shared, shared]);
    expect(disposals).toBe(1);
  });

  test("a box that is found again on the way down is dropped once", () => {
    const lines: string[] = [];
    const holder: { noise: Noisy; box?: Box<unknown> } = { noise: new Noisy("noise", lines) };
    holder.box = Box.new<unknown>(holder);
    drop(holder.box);
    expect(lines).toEqual(["noise"]);
  });

  test("an array nested 100,000 deep is dropped without overflowing the stack", () => {
    const lines: string[] = [];
    let nested: unknown = new Noisy("core", lines);
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    drop(nested);
    expect(lines).toEqual(["core"]);
  });
});

describe("twice", () => {
  test.for([
    ["dispose, dispose", (value: Noisy) => [value[Symbol.dispose](), value[Symbol.dispose]()]],
    ["drop, drop", (value: Noisy) => [drop(value), drop(value)]],
    ["using, drop", (value: Noisy) => drop(useUp(value))],
    ["twice in an array", (value: Noisy) => drop([value, value])],
    ["in two boxes", (value: Noisy) => drop([Box.new(value), Box.new(value)])],
    ["drop within its own drop", (value: Noisy) => drop(new Pair(value, undefined, () => drop(value)))],
  ] as const)("a value dropped by %s runs its body once", ([, end]) => {
    const lines: string[] = [];
    end(new Noisy("once", lines));
    expect(lines).toEqual(["once"]);
  });

  function useUp(value: Noisy): Noisy {
    using used = value;
    return used;
  }
});
