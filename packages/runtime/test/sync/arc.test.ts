/** `Arc` and `ArcWeak` behave as `std::sync::Arc` and `Weak` are documented. */

import { describe, expect, test } from "vitest";
import { load } from "#atomics";
import { Arc, drop, DroppedError, forget, MisuseError, MovedError, Mutex, NotSendError, type ArcWeak } from "freehold";
import { handleFromWire, shareableOf } from "../../src/internal/shareable.ts";
import { control } from "../../src/internal/memory-map.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { startThread } from "./threads.ts";

leavesNothingAlive();

describe("values", () => {
  test.for<readonly [string, unknown]>([
    ["a number", 1.5],
    ["a text", "text"],
    ["nothing", undefined],
    ["a record", { x: 1, on: true }],
    ["an object", { list: [1, { deep: "x" }] }],
    ["a map", new Map([["key", 1]])],
    ["bytes", new Uint8Array([1, 2])],
  ])("%s is what get gives", ([, value]) => {
    using arc = Arc.new(value);
    expect(arc.get()).toEqual(value);
  });

  test("get gives the same at each call", () => {
    using arc = Arc.new({ list: [1] });
    using other = arc.clone();
    expect(arc.get()).toBe(arc.get());
    expect(other.get()).toBe(arc.get());
  });

  test("a handle is itself", () => {
    const mutex = Mutex.new(1);
    using arc = Arc.new(mutex);
    expect(arc.get()).toBe(mutex);
  });

  test.for<readonly [string, unknown]>([
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["an object with a function", { on: () => 1 }],
  ])("%s is refused", ([, value]) => {
    expect(() => Arc.new(value)).toThrow(NotSendError);
  });
});

describe("counting", () => {
  test("each clone is an owner", () => {
    using first = Arc.new(1);
    using second = first.clone();
    using third = Arc.clone(second);
    expect([Arc.strongCount(first), Arc.weakCount(third)]).toEqual([3, 0]);
  });

  test("a dropped owner is counted no more", () => {
    using first = Arc.new(1);
    drop(first.clone());
    expect(Arc.strongCount(first)).toBe(1);
  });

  test("weak handles are counted apart", () => {
    using arc = Arc.new(1);
    using weak = Arc.downgrade(arc);
    using _other = weak.clone();
    expect([Arc.strongCount(arc), Arc.weakCount(arc), weak.strongCount(), weak.weakCount()]).toEqual([1, 2, 1, 2]);
  });

  test("ptrEq tells owners of one value from owners of equal ones", () => {
    using first = Arc.new(1);
    using same = first.clone();
    using equal = Arc.new(1);
    expect([Arc.ptrEq(first, same), Arc.ptrEq(first, equal)]).toEqual([true, false]);
  });

  test("the last owner drops the handle inside", () => {
    const mutex = Mutex.new(1);
    const first = Arc.new(mutex);
    const second = first.clone();
    drop(first);
    expect(mutex.with((content) => content.value)).toBe(1);
    drop(second);
    expect(() => mutex.lock()).toThrow(DroppedError);
  });

  test("a handle deep inside of a value is dropped with the last owner", () => {
    const inner = Arc.new(1);
    const outer = Arc.new({ list: [inner] });
    expect(Arc.strongCount(inner)).toBe(2);
    expect(outer.get().list[0]!.get()).toBe(1);
    drop(outer);
    expect(Arc.strongCount(inner)).toBe(1);
    drop(inner);
  });

  test("an arc in an arc in an arc", () => {
    using outer = Arc.new(Arc.new(Arc.new("deep")));
    expect(outer.get().get().get()).toBe("deep");
  });
});

describe("taking the value out", () => {
  test("tryUnwrap gives it to the only owner", () => {
    expect(Arc.tryUnwrap(Arc.new("x"))).toBe("x");
  });

  test("tryUnwrap gives undefined to one of several, which stays", () => {
    using first = Arc.new("x");
    using second = first.clone();
    expect([Arc.tryUnwrap(first), second.get(), first.get()]).toEqual([undefined, "x", "x"]);
  });

  test("intoInner of all owners gives it to exactly one", () => {
    const first = Arc.new("x");
    const second = first.clone();
    expect([Arc.intoInner(first), Arc.intoInner(second)]).toEqual([undefined, "x"]);
  });

  test("of a handle gives the handle", () => {
    const mutex = Mutex.new(5);
    expect(Arc.tryUnwrap(Arc.new(mutex))!.intoInner()).toBe(5);
  });

  test("unwrapOrClone gives the value to the last and a copy to others", () => {
    const first = Arc.new({ list: [1] });
    const second = first.clone();
    const [copy, value] = [Arc.unwrapOrClone(first), Arc.unwrapOrClone(second)];
    expect([copy, value, copy === value]).toEqual([{ list: [1] }, { list: [1] }, false]);
  });

  test("leaves a weak handle with nothing", () => {
    const arc = Arc.new("x");
    using weak = Arc.downgrade(arc);
    Arc.tryUnwrap(arc);
    expect([weak.upgrade(), weak.strongCount(), weak.weakCount()]).toEqual([undefined, 0, 0]);
  });
});

describe("changing the value", () => {
  test("getMut gives its place to the only owner", () => {
    using arc = Arc.new(1);
    Arc.getMut(arc)!.value = 2;
    expect(arc.get()).toBe(2);
  });

  test("getMut gives nothing while there is another owner or a weak handle", () => {
    using arc = Arc.new(1);
    const other = arc.clone();
    expect(Arc.getMut(arc)).toBe(undefined);
    drop(other);
    using _weak = Arc.downgrade(arc);
    expect(Arc.getMut(arc)).toBe(undefined);
  });

  test("makeMut changes the value of this owner alone", () => {
    using first = Arc.new(1);
    using second = first.clone();
    Arc.makeMut(second).value = 2;
    expect([first.get(), second.get(), Arc.ptrEq(first, second)]).toEqual([1, 2, false]);
  });

  test("a handle cannot be overwritten", () => {
    using arc = Arc.new(Mutex.new(1));
    using other = Mutex.new(2);
    expect(() => {
      Arc.getMut(arc)!.value = other;
    }).toThrow(MisuseError);
  });
});

describe("ArcWeak", () => {
  test("upgrade gives an owner as long as there is one", () => {
    const arc = Arc.new("x");
    using weak = Arc.downgrade(arc);
    const strong = weak.upgrade()!;
    drop(arc);
    expect(strong.get()).toBe("x");
    drop(strong);
    expect(weak.upgrade()).toBe(undefined);
  });

  test("ptrEq tells handles of one value", () => {
    using arc = Arc.new(1);
    using first = Arc.downgrade(arc);
    using second = Arc.downgrade(arc);
    expect(first.ptrEq(second)).toBe(true);
  });

  test("keeps no value alive", () => {
    const mutex = Mutex.new(1);
    const arc = Arc.new(mutex);
    using _weak = Arc.downgrade(arc);
    drop(arc);
    expect(() => mutex.lock()).toThrow(DroppedError);
  });
});

describe("after the end", () => {
  test.for<readonly [string, (arc: Arc<number>) => unknown]>([
    ["get", (arc) => arc.get()],
    ["clone", (arc) => arc.clone()],
    ["strongCount", (arc) => Arc.strongCount(arc)],
    ["downgrade", (arc) => Arc.downgrade(arc)],
    ["intoInner", (arc) => Arc.intoInner(arc)],
    ["getMut", (arc) => Arc.getMut(arc)],
  ])("%s throws DroppedError", ([, use]) => {
    const arc = Arc.new(1);
    drop(arc);
    expect(() => use(arc)).toThrow(DroppedError);
  });

  test.for<readonly [string, (weak: ArcWeak<number>) => unknown]>([
    ["upgrade", (weak) => weak.upgrade()],
    ["clone", (weak) => weak.clone()],
    ["strongCount", (weak) => weak.strongCount()],
  ])("%s of a weak handle throws DroppedError", ([, use]) => {
    using arc = Arc.new(1);
    const weak = Arc.downgrade(arc);
    drop(weak);
    expect(() => use(weak)).toThrow(DroppedError);
  });

  test("a moved value leaves MovedError", () => {
    const arc = Arc.new(1);
    Arc.tryUnwrap(arc);
    expect(() => arc.get()).toThrow(MovedError);
  });

  test("dropping twice counts once", () => {
    using arc = Arc.new(1);
    const other = arc.clone();
    drop(other);
    drop(other);
    expect(Arc.strongCount(arc)).toBe(1);
  });

  test("a forgotten owner keeps the value", () => {
    const mutex = Mutex.new(1);
    const arc = Arc.new(mutex);
    forget(arc.clone());
    drop(arc);
    // Nobody can reach the value any more; its handle here was the arc's.
    expect(mutex.with((content) => content.value)).toBe(1);
    forget(mutex);
  });
});

describe("between threads", () => {
  test("each owner that is sent counts, and is counted no more when it is dropped there", async () => {
    using arc = Arc.new(Mutex.new(1));
    const body = `
      const [arc] = handles;
      const { Arc } = freehold;
      const before = Arc.strongCount(arc);
      arc.get().with((content) => { content.value += 1; });
      arc[Symbol.dispose]();
      return before;`;
    const threads = [1, 2].map(() => startThread(body, [arc]));
    await Promise.all(threads.map(({ result }) => result));
    expect([Arc.strongCount(arc), arc.get().with((content) => content.value)]).toEqual([1, 3]);
  });

  test("the last owner may be in another thread", async () => {
    const arc = Arc.new({ text: "constant" });
    using weak = Arc.downgrade(arc);
    const { result } = startThread(`const { text } = handles[0].get(); handles[0][Symbol.dispose](); return text;`, [arc]);
    drop(arc);
    expect(await result).toBe("constant");
    expect(weak.upgrade()).toBe(undefined);
  });

  test("a message that nobody sent is refused", () => {
    using arc = Arc.new(1);
    const { tag, toWire } = shareableOf(arc)!;
    const wire = toWire(arc) as { readonly address: number; readonly generation: number };
    for (const forged of [
      undefined,
      5,
      {},
      { ...wire, address: wire.address + 4 },
      { ...wire, address: -128 },
      { ...wire, address: 2 ** 40 },
      { ...wire, address: Number.NaN },
      { ...wire, generation: wire.generation + 1 },
      { ...wire, layout: '[["x",false]]' },
      { ...wire, handle: 5 },
    ]) {
      expect(() => handleFromWire(tag, forged)).toThrow(MisuseError);
    }
    drop(handleFromWire(tag, wire));
    expect(Arc.strongCount(arc)).toBe(1);
  });

  test("a thousand values in turn take the memory of one", () => {
    drop(Arc.new("text"));
    const before = load(control.frontier);
    for (let round = 0; round < 1000; round++) drop(Arc.new(`text ${round}`));
    expect(load(control.frontier)).toBe(before);
  });
});
