/** Destructors that fail, that work with other handles, or that never run. */

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
import { Pair } from "../pair.ts";

leavesNothingAlive();

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
