/** The atomics do what `std::sync::atomic` documents: each operation gives what was there, and leaves what it says. */

import { describe, expect, test } from "vitest";
import { AtomicBool, AtomicI32, AtomicI64, AtomicU32, drop, DroppedError, MisuseError } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { startThread } from "./threads.ts";

leavesNothingAlive();

/** Operation, value before, parameter, value after. */
type Row<V> = readonly [operation: string, before: V, value: V, after: V];

const signed: readonly Row<number>[] = [
  ["swap", 1, 2, 2],
  ["fetchAdd", 5, -7, -2],
  ["fetchAdd", 0x7fff_ffff, 1, -0x8000_0000],
  ["fetchSub", -0x8000_0000, 1, 0x7fff_ffff],
  ["fetchAnd", 0b1100, 0b1010, 0b1000],
  ["fetchNand", 0b1100, 0b1010, ~0b1000],
  ["fetchOr", 0b1100, 0b1010, 0b1110],
  ["fetchXor", 0b1100, 0b1010, 0b0110],
  ["fetchMax", -5, 3, 3],
  ["fetchMax", 5, 3, 5],
  ["fetchMin", -5, 3, -5],
];

const unsigned: readonly Row<number>[] = [
  ["swap", 1, 0xffff_ffff, 0xffff_ffff],
  ["fetchAdd", 0xffff_ffff, 1, 0],
  ["fetchSub", 0, 1, 0xffff_ffff],
  ["fetchAnd", 0xffff_0000, 0xf000_000f, 0xf000_0000],
  ["fetchNand", 0xffff_ffff, 0xffff_ffff, 0],
  ["fetchOr", 0x8000_0000, 1, 0x8000_0001],
  ["fetchXor", 0xffff_ffff, 1, 0xffff_fffe],
  ["fetchMax", 0x8000_0000, 1, 0x8000_0000],
  ["fetchMin", 0x8000_0000, 1, 1],
];

const long: readonly Row<bigint>[] = [
  ["swap", 1n, -(2n ** 63n), -(2n ** 63n)],
  ["fetchAdd", 2n ** 63n - 1n, 1n, -(2n ** 63n)],
  ["fetchSub", -(2n ** 63n), 1n, 2n ** 63n - 1n],
  ["fetchAnd", 0b1100n, 0b1010n, 0b1000n],
  ["fetchNand", 0b1100n, 0b1010n, ~0b1000n],
  ["fetchOr", 0b1100n, 0b1010n, 0b1110n],
  ["fetchXor", 0b1100n, 0b1010n, 0b0110n],
  ["fetchMax", 2n ** 40n, 1n, 2n ** 40n],
  ["fetchMin", 2n ** 40n, 1n, 1n],
];

const booleans: readonly Row<boolean>[] = [
  ["swap", false, true, true],
  ["fetchAnd", true, false, false],
  ["fetchAnd", true, true, true],
  ["fetchNand", true, true, false],
  ["fetchNand", false, true, true],
  ["fetchOr", false, true, true],
  ["fetchXor", true, true, false],
  ["fetchXor", false, true, true],
];

interface Atomic<V> extends Disposable {
  load(): V;
  store(value: V): void;
  intoInner(): V;
  compareExchange(expected: V, next: V): V;
  fetchUpdate(next: (value: V) => V | undefined): V | undefined;
}

describe.for<readonly [string, { new: (value: never) => Atomic<unknown> }, readonly Row<unknown>[]]>([
  ["AtomicI32", AtomicI32, signed],
  ["AtomicU32", AtomicU32, unsigned],
  ["AtomicI64", AtomicI64, long],
  ["AtomicBool", AtomicBool, booleans],
])("%s", ([, type, rows]) => {
  test.for(rows)("%s on %s with %s leaves %s, and gives what was there", ([operation, before, value, after]) => {
    using atomic = type.new(before as never);
    const called = (atomic as unknown as Readonly<Record<string, (value: unknown) => unknown>>)[operation]!.call(atomic, value);
    expect([called, atomic.load()]).toEqual([before, after]);
  });

  test("load gives what store put in", () => {
    const [, before, , after] = rows[0]!;
    using atomic = type.new(before as never);
    atomic.store(after);
    expect(atomic.load()).toBe(after);
  });

  test("compareExchange exchanges only what was expected", () => {
    const [, before, , after] = rows[0]!;
    using atomic = type.new(before as never);
    expect([atomic.compareExchange(after, before), atomic.load()]).toEqual([before, before]);
    expect([atomic.compareExchange(before, after), atomic.load()]).toEqual([before, after]);
  });

  test("fetchUpdate puts in what its function makes, or nothing", () => {
    const [, before, , after] = rows[0]!;
    using atomic = type.new(before as never);
    expect([atomic.fetchUpdate(() => undefined), atomic.load()]).toEqual([undefined, before]);
    expect([atomic.fetchUpdate(() => after), atomic.load()]).toEqual([before, after]);
  });

  test("intoInner gives the value and ends it", () => {
    const atomic = type.new(rows[0]![1] as never);
    expect(atomic.intoInner()).toBe(rows[0]![1]);
    expect(() => atomic.load()).toThrow("moved");
  });

  test("is dead after its drop", () => {
    const atomic = type.new(rows[0]![1] as never);
    drop(atomic);
    expect(() => atomic.load()).toThrow(DroppedError);
  });

  test.for([undefined, null, "1", 1.5, 2 ** 40, 2n ** 64n, {}])("refuses %s", (wrong) => {
    using atomic = type.new(rows[0]![1] as never);
    expect(() => type.new(wrong as never)).toThrow(MisuseError);
    expect(() => atomic.store(wrong)).toThrow(MisuseError);
    expect(atomic.load()).toBe(rows[0]![1]);
  });
});

test("fetchNot turns a boolean round", () => {
  using atomic = AtomicBool.new(false);
  expect([atomic.fetchNot(), atomic.load()]).toEqual([false, true]);
});

test("no step of several threads is lost", async () => {
  using count = AtomicI32.new(0);
  using long = AtomicI64.new(0n);
  const body = `
    for (let left = 5000; left > 0; left--) {
      handles[0].fetchAdd(1);
      handles[1].fetchUpdate((value) => value + 1n);
    }
    return 1;`;
  await Promise.all([1, 2, 3].map(() => startThread(body, [count, long]).result));
  expect([count.load(), long.load()]).toEqual([15_000, 15_000n]);
});
