/** The downcasts behave as `std::any` documents them. */

import { describe, expect, test } from "vitest";
import {
  Any,
  downcast,
  downcastMut,
  downcastRef,
  drop,
  DroppedError,
  type Dyn,
  dyn,
  dynRef,
  is,
  MisuseError,
  MovedError,
  type Type,
} from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

class Base {
  readonly level = 0;
}
class Derived extends Base {}

const values: readonly [string, unknown, Type<unknown>][] = [
  ["a number", 1, Number],
  ["a string", "a", String],
  ["a boolean", false, Boolean],
  ["a bigint", 0n, BigInt],
  ["an array", [], Array],
  ["a map", new Map(), Map],
  ["an object literal", {}, Object],
  ["an instance", new Base(), Base],
  ["an instance of a class that extends another", new Derived(), Derived],
];

describe("is", () => {
  test.for(values)("the value of an object is known for %s", ([, value, type]) => {
    using object = dyn(Any, value);
    expect(is(object, type)).toBe(true);
    expect(values.filter(([, , other]) => is(object, other)).length).toBe(1);
  });

  test("a class that extends another is not that one", () => {
    using object = dyn(Any, new Derived());
    expect(is(object, Base)).toBe(false);
  });

  test("asking does not move", () => {
    using object = dyn(Any, 1);
    is(object, Number);
    expect(downcastRef(object, Number)).toBe(1);
  });
});

describe("downcastRef and downcastMut", () => {
  test.for(values)("lend the very value when it is %s", ([, value, type]) => {
    using object = dyn(Any, value);
    expect(downcastRef(object, type)).toBe(value);
    expect(downcastMut(object, type)).toBe(value);
  });

  test("give undefined for another class", () => {
    using object = dyn(Any, "text");
    expect(downcastRef(object, Number)).toBeUndefined();
    expect(downcastMut(object, Array)).toBeUndefined();
  });

  test("what is lent can be changed", () => {
    using object = dyn(Any, [1]);
    downcastMut(object, Array)!.push(2);
    expect(downcastRef(object, Array)).toEqual([1, 2]);
  });

  test("work on a borrowed object", () => {
    const list = [1];
    using object = dynRef(Any, list);
    expect(downcastRef(object, Array)).toBe(list);
  });
});

describe("downcast", () => {
  test("takes the value out, undropped, and moves the object", () => {
    const lines: string[] = [];
    const object = dyn(Any, new Noisy("value", lines));
    using value = downcast(object, Noisy)!;
    drop(object);
    expect(value.name).toBe("value");
    expect(lines).toEqual([]);
    expect(() => is(object, Noisy)).toThrow(MovedError);
  });

  test("leaves the object as it was when the value is of another class", () => {
    const lines: string[] = [];
    const object = dyn(Any, new Noisy("value", lines));
    expect(downcast(object, Map)).toBeUndefined();
    expect(is(object, Noisy)).toBe(true);
    drop(object);
    expect(lines).toEqual(["value"]);
  });
});

describe("Any", () => {
  test.for(values)("typeId tells the class of %s", ([, value, type]) => {
    using object = dyn(Any, value);
    expect(object.typeId()).toBe(type);
  });

  test("is implemented by everything but null and undefined", () => {
    expect([0, "", {}, [], () => 1, Object.create(null)].every((value) => Any.isImplementedBy(value))).toBe(true);
    expect([null, undefined].some((value) => Any.isImplementedBy(value))).toBe(false);
  });
});

const uses: readonly [string, (object: Dyn<Any>) => unknown][] = [
  ["is", (object) => is(object, Number)],
  ["downcast", (object) => downcast(object, Number)],
  ["downcastRef", (object) => downcastRef(object, Number)],
  ["downcastMut", (object) => downcastMut(object, Number)],
];

describe("misuse", () => {
  test.for(uses)("%s of a dropped object throws DroppedError", ([, use]) => {
    const object = dyn(Any, 1);
    drop(object);
    expect(() => use(object)).toThrow(DroppedError);
  });

  test.for(uses)("%s of what is no trait object throws MisuseError", ([, use]) => {
    expect(() => use({} as Dyn<Any>)).toThrow(MisuseError);
    expect(() => use(undefined as never)).toThrow("needs a trait object and was given `undefined`");
  });

  test("a type that is no class throws MisuseError", () => {
    using object = dyn(Any, 1);
    expect(() => is(object, 1 as never)).toThrow(MisuseError);
  });
});
