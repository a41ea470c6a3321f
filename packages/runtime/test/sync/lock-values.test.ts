/** What a lock may hold: numbers and flat records of them as they lie in memory, anything that can be cloned as a copy. */

import { describe, expect, test } from "vitest";
import { MisuseError, Mutex, NotSendError, drop } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

/** Of every way to lie in shared memory. */
const values: readonly (readonly [string, unknown])[] = [
  ["a number", 1.5],
  ["minus zero", -0],
  ["NaN", Number.NaN],
  ["infinity", Infinity],
  ["true", true],
  ["false", false],
  ["undefined", undefined],
  ["null", null],
  ["a text", "text ✓"],
  ["an empty text", ""],
  ["a bigint", 2n ** 70n],
  ["a record", { x: 1, y: -2.5 }],
  ["a record with booleans", { on: true, count: 3 }],
  ["a record of more fields than a cell has room for", { a: 1, b: 2, c: 3, d: 4, e: 5, f: true }],
  ["an object with other fields", { name: "x", list: [1, 2] }],
  ["an empty object", {}],
  ["an array", [1, "two", null]],
  ["a map", new Map([["key", { deep: [1] }]])],
  ["a set", new Set([1, 2])],
  ["a date", new Date(5)],
  ["bytes", new Uint8Array([1, 2, 3])],
];

describe.for(values)("%s", ([, value]) => {
  test("comes out of intoInner as it went in", () => {
    expect(Mutex.new(value).intoInner()).toEqual(value);
  });

  test("is seen through a guard", () => {
    using mutex = Mutex.new(value);
    using guard = mutex.lock();
    // A record is seen as a view, which has its fields.
    expect(typeof value === "object" ? JSON.stringify(guard.value) : guard.value).toEqual(
      typeof value === "object" ? JSON.stringify(value) : value,
    );
  });

  test("can take the place of a text", () => {
    using mutex = Mutex.new<unknown>("before");
    mutex.with((content) => {
      content.value = value;
    });
    expect(mutex.with((content) => content.value)).toEqual(value);
  });
});

describe("a record", () => {
  test("is one and the same view for as long as the guard lives", () => {
    using mutex = Mutex.new({ x: 1 });
    using guard = mutex.lock();
    expect(guard.value).toBe(guard.value);
  });

  test("takes another record of its fields, in any order", () => {
    const mutex = Mutex.new({ x: 1, on: true });
    mutex.with((content) => {
      content.value = { on: false, x: 2 };
    });
    expect(mutex.intoInner()).toEqual({ x: 2, on: false });
  });

  test("takes the view of another lock", () => {
    const first = Mutex.new({ x: 1 });
    const second = Mutex.new({ x: 2 });
    first.with((one) => second.with((two) => (one.value = two.value)));
    expect([first.intoInner(), second.intoInner()]).toEqual([{ x: 2 }, { x: 2 }]);
  });

  test.for<readonly [string, unknown]>([
    ["fewer fields", { x: 1 }],
    ["more fields", { x: 1, on: true, y: 2 }],
    ["other fields", { x: 1, off: true }],
    ["another type of field", { x: 1, on: 1 }],
    ["no record", 5],
    ["nothing", undefined],
  ])("refuses %s, and keeps what it had", ([, wrong]) => {
    const mutex = Mutex.new<unknown>({ x: 1, on: true });
    using guard = mutex.lock();
    expect(() => {
      guard.value = wrong;
    }).toThrow(MisuseError);
    drop(guard);
    expect(mutex.intoInner()).toEqual({ x: 1, on: true });
  });

  test("refuses a text in the place of a number", () => {
    using mutex = Mutex.new<{ x: unknown }>({ x: 1 });
    using guard = mutex.lock();
    expect(() => {
      guard.value.x = "text";
    }).toThrow(MisuseError);
  });

  test("may have a field of any name", () => {
    const value = JSON.parse('{"__proto__": 1, "constructor": 2, "toJSON": 3, "": 4, "a-b": 5}') as Record<string, number>;
    const mutex = Mutex.new(value);
    mutex.with((content) => {
      content.value["constructor"] = 7;
      content.value["a-b"]! += 1;
    });
    expect(JSON.stringify(mutex.intoInner())).toBe('{"__proto__":1,"constructor":7,"toJSON":3,"":4,"a-b":6}');
  });
});

describe("a value that is copied", () => {
  test("is written back when the guard is dropped", () => {
    const mutex = Mutex.new({ list: [1], name: "x" });
    {
      using guard = mutex.lock();
      guard.value.list.push(2);
    }
    expect(mutex.intoInner()).toEqual({ list: [1, 2], name: "x" });
  });

  test("is one and the same for as long as the guard lives", () => {
    using mutex = Mutex.new([1]);
    using guard = mutex.lock();
    expect(guard.value).toBe(guard.value);
  });

  test("gives way to what is assigned", () => {
    const mutex = Mutex.new([1]);
    {
      using guard = mutex.lock();
      guard.value.push(2);
      guard.value = [3];
    }
    expect(mutex.intoInner()).toEqual([3]);
  });

  test("that holds a function in the end throws from the drop, which releases", () => {
    const mutex = Mutex.new<unknown[]>([1]);
    const guard = mutex.lock();
    guard.value.push(() => 2);
    expect(() => guard[Symbol.dispose]()).toThrow(NotSendError);
    expect(mutex.intoInner()).toEqual([1]);
  });

  test("of a million bytes grows the memory", () => {
    const mutex = Mutex.new(new Uint8Array(3_000_000).fill(7));
    mutex.with((content) => {
      content.value = new Uint8Array(5_000_000).fill(8);
    });
    const value = mutex.intoInner();
    expect([value.length, value[4_999_999]]).toEqual([5_000_000, 8]);
  });
});

describe("what cannot be shared", () => {
  test.for<readonly [string, unknown]>([
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["a promise", Promise.resolve()],
    [
      "an instance of a class",
      new (class Point {
        x = 1;
      })(),
    ],
    ["an object with a function in it", { on: () => 1 }],
  ])("%s is refused by new", ([, value]) => {
    expect(() => Mutex.new(value)).toThrow(NotSendError);
  });

  test("is refused by an assignment, and the old value stays", () => {
    const mutex = Mutex.new<unknown>(5);
    expect(() =>
      mutex.with((content) => {
        content.value = () => 1;
      }),
    ).toThrow(NotSendError);
    mutex.clearPoison();
    expect(mutex.intoInner()).toBe(5);
  });
});
