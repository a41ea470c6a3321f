/** Trait objects own their value as a `Box<dyn Trait>` does. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { Box, downcast, drop, DroppedError, dyn, dynRef, forget, impl, MovedError, Rc } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";
import { loggerTrait } from "./loggers.ts";

leavesNothingAlive();

describe("ownership", () => {
  function noisyLogger() {
    const lines: string[] = [];
    const Logger = loggerTrait();
    impl(Logger).for(Noisy, {
      log(message) {
        return `${this.name}: ${message}`;
      },
    });
    return { Logger, lines };
  }

  test("dropping the object drops the value, once", () => {
    const { Logger, lines } = noisyLogger();
    const object = dyn(Logger, new Noisy("value", lines));
    object[Symbol.dispose]();
    object[Symbol.dispose]();
    drop(object);
    expect(lines).toEqual(["value"]);
  });

  test("a box, a list and an Rc of trait objects drop the values", () => {
    const { Logger, lines } = noisyLogger();
    drop(Box.new(dyn(Logger, new Noisy("boxed", lines))));
    drop([dyn(Logger, new Noisy("first", lines)), dyn(Logger, new Noisy("second", lines))]);
    drop(Rc.new(dyn(Logger, new Noisy("counted", lines))));
    expect(lines).toEqual(["boxed", "first", "second", "counted"]);
  });

  test("dropping a borrowed object leaves the value alone", () => {
    const { Logger, lines } = noisyLogger();
    using value = new Noisy("value", lines);
    const object = dynRef(Logger, value);
    expect(object.log("hi")).toBe("value: hi");
    drop(object);
    expect(lines).toEqual([]);
  });

  test("a forgotten object drops nothing", () => {
    const { Logger, lines } = noisyLogger();
    using value = new Noisy("value", lines);
    const object = dyn(Logger, value);
    forget(object);
    expect(lines).toEqual([]);
    expect(() => object.log("")).toThrow(MovedError);
  });

  test("a method of a dropped object throws DroppedError, in both builds, and checked ones name the place", () => {
    const { Logger, lines } = noisyLogger();
    const object = dyn(Logger, new Noisy("value", lines));
    drop(object);
    const error = caught(() => object.log("late"));
    expect(error).toBeInstanceOf(DroppedError);
    expect((error as DroppedError).place?.includes("trait-object.test.ts:")).toBe(checked ? true : undefined);
  });

  test("a method of a moved object throws MovedError, in both builds", () => {
    const { Logger, lines } = noisyLogger();
    const object = dyn(Logger, new Noisy("value", lines));
    drop(downcast(object, Noisy));
    expect(() => object.log("late")).toThrow(MovedError);
  });

  test("more types than a switch holds change nothing about that", () => {
    const { Logger, lines } = noisyLogger();
    const types = Array.from(
      { length: 20 },
      () =>
        class {
          readonly kind = "one of many";
        },
    );
    for (const type of types) impl(Logger).for(type, { log: (message) => message });
    drop(types.map((type) => dyn(Logger, new type())));
    const object = dyn(Logger, new Noisy("value", lines));
    drop(object);
    expect(() => object.log("late")).toThrow(DroppedError);
  });
});
