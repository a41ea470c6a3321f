/** What is read of a snapshot is what `structuredClone` makes of the value, but for what snapshot.ts says that it does otherwise. */

import { runInNewContext } from "node:vm";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Box, DroppedError, MisuseError, NotSendError } from "freehold";
import { registerShareable } from "../../src/internal/shareable.ts";
import { discardSnapshot, readSnapshot, withSnapshot } from "../../src/internal/snapshot.ts";
import { caught } from "../caught.ts";
import { sequences } from "../sequences.ts";

const bytesOf = (value: unknown) => withSnapshot(value, "value", (bytes) => bytes.slice());
const copyOf = (value: unknown) => readSnapshot(bytesOf(value));

// oxlint-disable-next-line no-sparse-arrays
const sparse: unknown[] = [1, , 3];

class Connection {
  readonly open = true;
}

const buffer = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;

const values: readonly (readonly [string, unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["true", true],
  ["minus zero", -0],
  ["not a number", Number.NaN],
  ["minus infinity", Number.NEGATIVE_INFINITY],
  ["the smallest whole number", Number.MIN_SAFE_INTEGER],
  ["the largest whole number", Number.MAX_SAFE_INTEGER],
  ["a negative whole number", -123_456],
  ["a fraction", 0.1],
  ["a bigint beyond 64 bits", -(2n ** 200n)],
  ["bigint zero", 0n],
  ["an empty text", ""],
  ["a text of one byte a character", "Grüße"],
  ["a text of two bytes a character", "漢字 🦀"],
  ["half a surrogate pair", "\uD83E"],
  ["a text longer than one call's arguments", "ab".repeat(70_000)],
  ["a wide text longer than one call's arguments", "漢".repeat(70_000)],
  ["a date", new Date(1e12)],
  ["an invalid date", new Date(Number.NaN)],
  ["a regular expression", /a\/b[c]/giu],
  ["a map of maps", new Map<unknown, unknown>([[new Map([[1, 2]]), new Map()]])],
  ["a set", new Set([1, "1", null])],
  ["a record", { a: 1, "b c": { d: [] } }],
  ["a record without prototype", Object.assign(Object.create(null) as object, { a: 1 })],
  ["a field called __proto__", JSON.parse('{ "__proto__": { "a": 1 } }')],
  [
    "a record with a getter",
    {
      get a() {
        return 1;
      },
    },
  ],
  ["symbols as keys, which are left out", { [Symbol("a")]: 1, b: 2 }],
  ["holes", sparse],
  ["holes only", Array.from({ length: 3 }).fill(0).concat(Array(3))],
  ["an array with fields", Object.assign([1, 2], { extra: 3 })],
  ["an array with a field for its hole", Object.assign([1], { length: 2, extra: 3 })],
  ["an array with one element far away", Object.assign([], { 4_000_000_000: 1 })],
  ["an array buffer", buffer],
  ["two views of one buffer", [new Uint8Array(buffer, 1, 2), new Float64Array(buffer), new DataView(buffer, 4)]],
  ["a buffer that can grow", new (ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer)(4, { maxByteLength: 8 })],
  ["Node's Buffer, as the Uint8Array that it is", Buffer.from([1, 2, 3])],
  ["boxed primitives", [Object(1), Object(""), Object(false), Object(1n)]],
  ["an object of another realm", runInNewContext("({ a: [1], b: { c: 2 } })")],
];

describe("a copy", () => {
  test.for(values)("of %s", ([, value]) => {
    expectSame(copyOf(value), structuredClone(value));
  });

  test("of what contains itself contains itself", () => {
    const value: { self?: unknown; map: Map<unknown, unknown> } = { map: new Map() };
    value.self = value;
    value.map.set(value.map, value);
    expectSame(copyOf(value), structuredClone(value));
  });

  test("of what is found twice is one object", () => {
    const shared = { date: new Date(0), text: "shared" };
    expectSame(copyOf([shared, shared, shared.date]), structuredClone([shared, shared, shared.date]));
  });

  test("has the prototypes of its own realm, whatever a field is called", () => {
    const copy = copyOf(JSON.parse('{ "__proto__": { "polluted": true } }')) as { polluted?: boolean };
    expect([copy.polluted, Object.getPrototypeOf(copy)]).toEqual([undefined, Object.prototype]);
  });

  test.for([new Error("m"), new RangeError("m", { cause: new Set([1]) }), new (class Mine extends TypeError {})("m"), new Error()])(
    "of the error %s has its kind, message, stack and cause",
    (error) => {
      const copy = copyOf(error) as Error;
      const clone = structuredClone(error);
      expect([copy.name, copy.message, copy.stack, copy.constructor]).toEqual([clone.name, clone.message, clone.stack, clone.constructor]);
      expect(copy.cause).toEqual(error.cause);
      expect(Object.keys(copy)).toEqual([]);
    },
  );

  test("of an error that is its own cause", () => {
    const error = new Error("m");
    error.cause = error;
    const copy = copyOf(error) as Error;
    expect(copy.cause).toBe(copy);
  });

  test("taken inside of a getter of another one leaves both whole", () => {
    const value = {
      before: "before",
      get inner() {
        return copyOf({ text: "inner" });
      },
      after: "after",
    };
    expect(copyOf(value)).toEqual({ before: "before", inner: { text: "inner" }, after: "after" });
  });
});

/** Text, and what the message must say. */
const refused: readonly (readonly [string, unknown, string])[] = [
  ["a function", () => 1, "`value` is a function"],
  ["a symbol", Symbol("s"), "`value` is a symbol"],
  ["a method", { handlers: { click: () => 1 } }, "`value.handlers.click` is a function"],
  ["an element of a list", { list: [{}, { "on-click": () => 1 }] }, '`value.list[1]["on-click"]` is a function'],
  ["a value of a map", new Map([["key", Symbol("s")]]), '`value.get("key")` is a symbol'],
  ["a key of a map", new Map([[Symbol("s"), 1]]), "`value key 0` is a symbol"],
  ["an element of a set", new Set([1, Math.max]), "`value element 1` is a function"],
  ["an instance of a class", { a: new Connection() }, "`value.a` is an object of class `Connection`"],
  ["a subclass of Map", [new (class Cache extends Map {})()], "`value[0]` is an object of class `Cache`"],
  ["the cause of an error", new Error("m", { cause: () => 1 }), "`value.cause` is a function"],
  ["a promise", { later: Promise.resolve() }, "`value.later` is an object of class `Promise`"],
  ["a weak map", new WeakMap(), "`value` is an object of class `WeakMap`"],
  ["shared memory", new SharedArrayBuffer(8), "`value` is an object of class `SharedArrayBuffer`"],
  ["a view of shared memory", { view: new Int32Array(new SharedArrayBuffer(8)) }, "is an object of class `SharedArrayBuffer`"],
  ["a handle that is not shared", { box: Box.new(1) }, "`value.box` is an object of class `Box`"],
];

test.for(refused)("%s is refused, with the path to it", ([, value, text]) => {
  const error = caught(() => bytesOf(value));
  expect(error).toBeInstanceOf(NotSendError);
  expect((error as Error).message).toContain(text);
  expect((error as Error).message).toMatch(
    /which (?:cannot cross to another thread: send its data instead|cannot be written as bytes: give it to the thread among the arguments of `thread\.spawn`)$/,
  );
});

test("what a getter throws comes out as it is", () => {
  const value = {
    get a(): never {
      throw new RangeError("mine");
    },
  };
  expect(() => bytesOf(value)).toThrow(RangeError);
  expect(copyOf([1])).toEqual([1]);
});

/** A shared handle of the test's own: how many there are is counted. */
class Handle implements Disposable {
  static live = 0;
  ended = false;

  constructor() {
    Handle.live += 1;
  }

  [Symbol.dispose](): void {
    if (!this.ended) Handle.live -= 1;
    this.ended = true;
  }
}

registerShareable<Handle>({
  tag: "test.Handle",
  type: Handle,
  toWire: (handle) => {
    if (handle.ended) throw new DroppedError("this `Handle` was dropped");
    Handle.live += 1;
    return { id: 7 };
  },
  fromWire: () => {
    Handle.live -= 1;
    return new Handle();
  },
});

describe("a handle in it", () => {
  test("arrives as a handle, counted up, and one for the same twice", () => {
    using handle = new Handle();
    const copy = copyOf({ first: handle, again: [handle] }) as { first: Handle; again: [Handle] };
    expect([copy.first, copy.first === handle, copy.again[0] === copy.first]).toEqual([expect.any(Handle), false, true]);
    expect(Handle.live).toBe(2);
    copy.first[Symbol.dispose]();
  });

  test("is counted down when nobody reads it", () => {
    using handle = new Handle();
    discardSnapshot(bytesOf([handle, new Date(0)]));
    expect(Handle.live).toBe(1);
  });

  test("is not counted up when something else cannot cross", () => {
    using handle = new Handle();
    expect(() => bytesOf([handle, () => 1])).toThrow(NotSendError);
    expect(Handle.live).toBe(1);
  });

  test("is not counted up when another handle has ended", () => {
    using handle = new Handle();
    const ended = new Handle();
    ended[Symbol.dispose]();
    expect(() => bytesOf([handle, ended])).toThrow(DroppedError);
    expect(Handle.live).toBe(1);
  });

  test("of a class that this thread does not know is a clear error", () => {
    using handle = new Handle();
    const bytes = bytesOf(handle);
    bytes.set(new TextEncoder().encode("other"), Buffer.from(bytes).indexOf("test."));
    expect(() => readSnapshot(bytes)).toThrow("a `otherHandle` has arrived, and this thread cannot know one");
    discardSnapshot(bytesOf(handle));
    Handle.live = 1;
  });
});

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
});

test("of any value it is what structuredClone makes of it", () => {
  fc.assert(
    fc.property(anything, (value) => expectSame(copyOf(value), structuredClone(value))),
    { numRuns: sequences },
  );
});

/** Objects that point to each other at random, cycles included; but through errors, where Node 20's own structured cloning fails. */
const graph = fc
  .array(fc.tuple(fc.nat(4), fc.array(fc.tuple(fc.nat(20), fc.string()), { maxLength: 4 })), { minLength: 1, maxLength: 12 })
  .map((nodes) => {
    const made = nodes.map(([kind]) => [{}, [], new Map(), new Set(), new Error("node")][kind] as object);
    nodes.forEach(([, edges], index) => {
      for (const [target, key] of edges) link(made[index]!, key, made[target % made.length]!);
    });
    return made[0];
  });

test("of any graph it is what structuredClone makes of it, with the same sharing", () => {
  fc.assert(
    fc.property(graph, (value) => expectSame(copyOf(value), structuredClone(value))),
    { numRuns: sequences },
  );
});

test("of damaged bytes it is some value or a MisuseError, and nothing else happens", () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(anything, damage, fc.nat(), (value, changes, cut) => {
      const whole = bytesOf(value);
      const bytes = cut % 3 === 0 ? whole.slice(0, cut % whole.length) : whole;
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      const error = caught(() => readSnapshot(bytes));
      if (error !== undefined) expect(error).toBeInstanceOf(MisuseError);
    }),
    { numRuns: sequences },
  );
});

function link(from: object, key: string, to: object): void {
  if (from instanceof Error) return;
  if (from instanceof Map) from.set(key, to);
  else if (from instanceof Set) from.add(to);
  else if (Array.isArray(from)) from.push(to);
  else Object.defineProperty(from, key, { value: to, enumerable: true, configurable: true, writable: true });
}

/** Equal in every part, and what is one object on one side is one on the other. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected);
  expect(occurrences(actual)).toEqual(occurrences(expected));
}

/** For each object in depth-first order, the number of its first occurrence. */
function occurrences(root: unknown): readonly number[] {
  const numbers = new Map<object, number>();
  const found: number[] = [];
  const pending: unknown[] = [root];
  for (let value = pending.pop(); pending.length > 0 || value !== undefined; value = pending.pop()) {
    if (typeof value !== "object" || value === null) continue;
    const known = numbers.get(value);
    found.push(known ?? numbers.size);
    if (known !== undefined) continue;
    numbers.set(value, numbers.size);
    if (value instanceof Map) pending.push(...[...value].flat());
    else if (value instanceof Set) pending.push(...value);
    else if (ArrayBuffer.isView(value)) pending.push(value.buffer);
    else pending.push(...Object.values(value));
    if (value instanceof Error) pending.push(value.cause);
  }
  return found;
}
