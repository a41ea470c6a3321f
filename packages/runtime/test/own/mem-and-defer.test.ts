/** `take`, `replace`, `swap`, `field` and `defer`. */

import { describe, expect, test } from "vitest";
import { Box, defer, drop, field, forget, MisuseError, RefCell, replace, swap, take } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

describe("fields", () => {
  test("replace gives the old value, undropped", () => {
    const lines: string[] = [];
    const holder = { content: new Noisy("old", lines) };
    using old = replace(holder, "content", new Noisy("new", lines));
    expect([old.name, holder.content.name]).toEqual(["old", "new"]);
    drop(holder);
    expect(lines).toEqual(["new"]);
  });

  test("take leaves undefined, and the owner drops nothing of it", () => {
    const lines: string[] = [];
    const holder: { content: Noisy | undefined } = { content: new Noisy("content", lines) };
    using content = take(holder, "content");
    drop(holder);
    expect([content?.name, lines.length]).toEqual(["content", 0]);
  });

  test("take takes an element of an array of options", () => {
    const slots: (number | undefined)[] = [1, 2];
    expect([take(slots, 0), slots]).toEqual([1, [undefined, 2]]);
  });

  test("swap exchanges two fields of one object", () => {
    const tree = { left: 1, right: 2 };
    swap(tree, "left", tree, "right");
    expect(tree).toEqual({ left: 2, right: 1 });
  });

  test("swap exchanges fields of two objects", () => {
    const first = { x: 1 };
    const second = { y: 2 };
    swap(first, "x", second, "y");
    expect([first, second]).toEqual([{ x: 2 }, { y: 1 }]);
  });

  test("swap of a field with itself changes nothing", () => {
    const holder = { x: 1 };
    swap(holder, "x", holder, "x");
    expect(holder.x).toBe(1);
  });

  test("a guard's content is replaced as a field is", () => {
    const cell = RefCell.new(1);
    {
      using guard = cell.borrowMut();
      expect(replace(guard, "value", 2)).toBe(1);
    }
    expect(cell.intoInner()).toBe(2);
  });

  test("field is a place that is read and written", () => {
    const point = { x: 1 };
    const x = field(point, "x");
    x.value += 1;
    point.x += 10;
    expect([x.value, point.x]).toEqual([12, 12]);
  });
});

describe("defer", () => {
  test("runs its work at the end of the scope, the last first", () => {
    const lines: string[] = [];
    {
      using _first = defer(() => lines.push("first"));
      using _second = defer(() => lines.push("second"));
      lines.push("body");
    }
    expect(lines).toEqual(["body", "second", "first"]);
  });

  test("runs it when the scope throws", () => {
    const lines: string[] = [];
    const work = () => {
      using _cleanup = defer(() => lines.push("cleaned up"));
      throw new RangeError("no");
    };
    expect(work).toThrow(RangeError);
    expect(lines).toEqual(["cleaned up"]);
  });

  test("runs it once", () => {
    let runs = 0;
    const deferred = defer(() => (runs += 1));
    drop(deferred);
    drop(deferred);
    expect(runs).toBe(1);
  });

  test("runs it with its owner", () => {
    let runs = 0;
    drop(Box.new([defer(() => (runs += 1))]));
    expect(runs).toBe(1);
  });

  test.for([
    ["cancelled", (deferred: ReturnType<typeof defer>) => deferred.cancel()],
    ["forgotten", (deferred: ReturnType<typeof defer>) => forget(deferred)],
  ] as const)("%s, runs nothing", ([, end]) => {
    let runs = 0;
    const deferred = defer(() => (runs += 1));
    end(deferred);
    end(deferred);
    drop(deferred);
    expect(runs).toBe(0);
  });

  test("cancelled by its own work, is done already", () => {
    const deferred: Disposable & { cancel(): void } = defer(() => deferred.cancel());
    expect(() => drop(deferred)).not.toThrow();
  });

  test("joins its error to the one that the scope was left by", () => {
    const work = () => {
      using _cleanup = defer(() => {
        throw new Error("cleanup");
      });
      throw new Error("body");
    };
    expect(caught(work)).toMatchObject({ error: { message: "cleanup" }, suppressed: { message: "body" } });
  });

  test.for([undefined, null, 1, "text", {}])("needs a function, which %s is not", (work) => {
    expect(() => defer(work as never)).toThrow(MisuseError);
  });

  test("refuses foreign receivers", () => {
    using deferred = defer(() => 1);
    for (const foreign of [undefined, 1, {}]) expect(() => deferred.cancel.call(foreign as never)).toThrow(MisuseError);
  });
});
