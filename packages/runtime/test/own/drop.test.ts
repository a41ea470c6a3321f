/** Values are dropped in Rust's order, once, whatever destructors do. */

import { compileFunction } from "node:vm";
import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import {
  Box,
  Cell,
  Drop,
  drop,
  DroppedError,
  forget,
  LazyCell,
  ManuallyDrop,
  MisuseError,
  OnceCell,
  Rc,
  RefCell,
  type Suppressed,
} from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

class Pair extends Drop {
  readonly first: unknown;
  readonly second: unknown;
  readonly #body: () => void;

  constructor(first: unknown, second: unknown, body: () => void) {
    super();
    this.first = first;
    this.second = second;
    this.#body = body;
  }

  override drop(): void {
    this.#body();
  }
}

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

describe("errors in destructors", () => {
  const failing = (message: string, more?: unknown) =>
    new Pair(more, undefined, () => {
      throw new Error(message);
    });

  test("come out after everything is dropped", () => {
    const lines: string[] = [];
    const value = [failing("first"), new Noisy("after", lines)];
    expect(() => drop(value)).toThrow("first");
    expect(lines).toEqual(["after"]);
  });

  test("of a body do not keep its fields from being dropped", () => {
    const lines: string[] = [];
    expect(() => drop(failing("body", new Noisy("field", lines)))).toThrow("body");
    expect(lines).toEqual(["field"]);
  });

  test("two are joined: the later holds the earlier", () => {
    const joined = caught(() => drop([failing("first"), failing("second")])) as Suppressed;
    expect(joined.name).toBe("SuppressedError");
    expect(joined.error).toMatchObject({ message: "second" });
    expect(joined.suppressed).toMatchObject({ message: "first" });
  });

  test("three are joined as `using` joins them", () => {
    const joined = caught(() => drop([failing("1"), failing("2"), failing("3")])) as Suppressed;
    expect(joined.error).toMatchObject({ message: "3" });
    expect(joined.suppressed).toMatchObject({ error: { message: "2" }, suppressed: { message: "1" } });
  });

  test("an error of `undefined` is an error too", () => {
    const value = new Pair(undefined, undefined, () => {
      throw undefined;
    });
    let threw = false;
    try {
      drop([value, failing("second")]);
    } catch (error) {
      threw = true;
      expect(error).toMatchObject({ suppressed: undefined });
    }
    expect(threw).toBe(true);
  });

  test("join the error that the scope was left by", () => {
    const work = () => {
      using _value = failing("destructor");
      throw new Error("body");
    };
    expect(caught(work)).toMatchObject({ error: { message: "destructor" }, suppressed: { message: "body" } });
  });

  test("leave the value dropped", () => {
    const box = Box.new(failing("content"));
    expect(() => drop(box)).toThrow("content");
    expect(() => box.get()).toThrow(DroppedError);
    expect(() => drop(box)).not.toThrow();
  });

  test("of content that can only be disposed asynchronously say so", () => {
    const content = { [Symbol.asyncDispose]: () => Promise.resolve() };
    const box = Box.new(content);
    expect(() => drop(box)).toThrow(MisuseError);
  });
});

describe("destructors that work with other handles", () => {
  test("may borrow a cell", () => {
    const total = RefCell.new(0);
    drop(new Pair(undefined, undefined, () => total.withMut((content) => (content.value += 1))));
    expect(total.intoInner()).toBe(1);
  });

  test("may drop another handle, which is dropped whole before they go on", () => {
    const lines: string[] = [];
    const other = Box.new(new Pair(new Noisy("inner", lines), undefined, () => lines.push("other")));
    drop(
      new Pair(new Noisy("field", lines), undefined, () => {
        drop(other);
        lines.push("body");
      }),
    );
    expect(lines).toEqual(["other", "inner", "body", "field"]);
  });

  test("may clone the owner that is left", () => {
    using rc = Rc.new(1);
    drop(new Pair(rc.clone(), undefined, () => drop(rc.clone())));
    expect(Rc.strongCount(rc)).toBe(1);
  });

  test("may put a new value into the cell that drops the old one", () => {
    const lines: string[] = [];
    const cell = Cell.new<unknown>(undefined);
    cell.set(new Pair(undefined, undefined, () => cell.set(new Noisy("new", lines))));
    cell.set(1);
    const left = cell.replace(2);
    expect(left).toBeInstanceOf(Noisy);
    expect(lines).toEqual([]);
    drop(left);
  });

  test("may make and drop a value of their own kind", () => {
    const lines: string[] = [];
    drop(new Pair(undefined, undefined, () => drop(new Pair(undefined, undefined, () => lines.push("inner")))));
    expect(lines).toEqual(["inner"]);
  });
});

describe("forget", () => {
  test("a forgotten value is never dropped", () => {
    const lines: string[] = [];
    const value = new Noisy("value", lines);
    forget(value);
    drop(value);
    expect(lines).toEqual([]);
  });

  test("what the library does not know is left as it is", () => {
    let disposals = 0;
    const foreign = { [Symbol.dispose]: () => (disposals += 1) };
    forget(foreign);
    drop(foreign);
    expect(disposals).toBe(1);
  });

  test.for([
    ["Cell", () => Cell.new(1)],
    ["RefCell", () => RefCell.new(1)],
    ["OnceCell", () => OnceCell.from(1)],
    ["LazyCell", () => LazyCell.new(() => 1)],
  ] as const)("a forgotten %s is used up", ([, make]) => {
    const cell = make();
    forget(cell);
    forget(cell);
    expect(() => ("get" in cell ? cell.get() : cell.borrow())).toThrow("was moved out of");
  });

  test.for([undefined, null, 1, "text", {}, []])("forgetting %s does nothing", (value) => {
    expect(() => forget(value)).not.toThrow();
  });
});

describe("ManuallyDrop", () => {
  test("an owner leaves it alone", () => {
    const lines: string[] = [];
    const slot = ManuallyDrop.new(new Noisy("content", lines));
    drop(Box.new({ slot }));
    expect(lines).toEqual([]);
    ManuallyDrop.drop(slot);
    expect(lines).toEqual(["content"]);
  });

  test("gives its content back, to be dropped as usual", () => {
    const lines: string[] = [];
    using content = ManuallyDrop.intoInner(ManuallyDrop.new(new Noisy("content", lines)));
    expect(content.name).toBe("content");
  });

  test("dropped by hand, its content is gone", () => {
    const slot = ManuallyDrop.new(1);
    ManuallyDrop.drop(slot);
    expect(() => slot.get()).toThrow(DroppedError);
    expect(() => ManuallyDrop.drop(slot)).toThrow(DroppedError);
  });

  test("taken from, its content is elsewhere", () => {
    const slot = ManuallyDrop.new(1);
    expect(ManuallyDrop.take(slot)).toBe(1);
    expect(() => slot.get()).toThrow("was moved out of");
  });

  test.for([undefined, 1, {}, Box.prototype])("refuses %s, which is no ManuallyDrop", (foreign) => {
    expect(() => ManuallyDrop.drop(foreign as never)).toThrow(MisuseError);
    expect(() => ManuallyDrop.prototype.get.call(foreign as never)).toThrow(MisuseError);
  });
});

describe("classes that extend Drop", () => {
  test("must declare drop()", () => {
    const Untyped = class extends (Drop as unknown as new () => object) {};
    expect(() => new Untyped()).toThrow("extends `Drop` and must declare a method `drop()`");
  });

  test("may not override [Symbol.dispose], which checked builds notice", () => {
    class Wrong extends Drop {
      override drop(): void {}
      override [Symbol.dispose](): void {}
    }
    const make = () => new Wrong();
    if (checked) expect(make).toThrow("put its work into `drop()`");
    else expect(make()).toBeInstanceOf(Drop);
  });

  test("work with the engine's own `using`, where it has one", () => {
    const lines: string[] = [];
    const run = compiled("{ using a = first(); using b = second(); }", "first", "second");
    run?.(
      () => new Noisy("first", lines),
      () => Box.new(new Noisy("second", lines)),
    );
    expect(lines).toEqual(run === undefined ? [] : ["second", "first"]);
  });

  test("work with DisposableStack, where the engine has one", () => {
    const lines: string[] = [];
    const Stack = (globalThis as { DisposableStack?: new () => { use(value: Disposable): void } & Disposable }).DisposableStack;
    const stack = Stack === undefined ? undefined : new Stack();
    stack?.use(new Noisy("first", lines));
    stack?.use(Box.new(new Noisy("second", lines)));
    stack?.[Symbol.dispose]();
    expect(lines).toEqual(Stack === undefined ? [] : ["second", "first"]);
  });
});

/** `undefined` where the engine cannot parse it. The test runner lowers `using` in this file, but not in a string. */
function compiled(body: string, ...parameters: readonly string[]): ((...values: readonly unknown[]) => unknown) | undefined {
  try {
    return compileFunction(body, parameters) as unknown as (...values: readonly unknown[]) => unknown;
  } catch {
    return undefined;
  }
}
