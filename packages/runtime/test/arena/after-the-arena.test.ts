/** A value that is used after its arena: an error in checked builds, an ordinary object in lean ones. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { DroppedError, drop, TypedArena } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

interface TreeNode {
  value: number;
  children: TreeNode[];
  parent?: TreeNode;
}

if (checked)
  describe("a value after its arena, in checked builds", () => {
    class Point {
      x = 1;
      get double(): number {
        return 2 * this.x;
      }
      norm(): number {
        return Math.abs(this.x);
      }
    }

    const uses: readonly [string, (point: Point) => unknown][] = [
      ["reading a field", (point) => point.x],
      ["writing a field", (point) => (point.x = 2)],
      ["calling a method", (point) => point.norm()],
      ["calling a getter", (point) => point.double],
      ["making JSON of it", (point) => JSON.stringify(point)],
      ["copying it", (point) => Object.assign({}, point)],
      ["adding a field", (point) => Object.assign(point, { y: 1 })],
    ];

    test.for(uses)("%s throws DroppedError with the place of the drop", ([, use]) => {
      const arena = TypedArena.new<Point>();
      const point = arena.alloc(new Point());
      drop(arena);
      const error = caught(() => use(point));
      expect(error).toBeInstanceOf(DroppedError);
      expect((error as DroppedError).message).toContain("of class `Point` is used after its arena was dropped");
      expect((error as DroppedError).place).toContain("after-the-arena.test.ts:");
    });

    test.for<[string, (tree: TreeNode) => unknown]>([
      ["reading its fields", (node) => node.value],
      ["pushing to its list", (node) => node.children.push(node)],
    ])("%s throws for an object literal", ([, use]) => {
      const arena = TypedArena.new<TreeNode>();
      const node = arena.alloc({ value: 0, children: [] });
      drop(arena);
      expect(() => use(node)).toThrow(DroppedError);
    });

    test("an array throws at its elements and methods", () => {
      const arena = TypedArena.new<number[]>();
      const list = arena.alloc([1]);
      drop(arena);
      expect(() => list[0]).toThrow(DroppedError);
      expect(() => list.push(2)).toThrow(DroppedError);
    });

    test("a map throws at its methods", () => {
      const arena = TypedArena.new<Map<string, number>>();
      const map = arena.alloc(new Map([["a", 1]]));
      drop(arena);
      expect(() => map.get("a")).toThrow(DroppedError);
    });

    test("it can still be compared, named and printed", () => {
      const arena = TypedArena.new<Point>();
      const point = arena.alloc(new Point());
      drop(arena);
      expect(point === point).toBe(true);
      expect(Object.keys(point)).toEqual(["x"]);
      expect(Object.prototype.toString.call(point)).toBe("[object Object]");
    });

    test("a frozen value is out of reach, as the docs say", () => {
      const arena = TypedArena.new<{ readonly n: number }>();
      const value = arena.alloc(Object.freeze({ n: 1 }));
      drop(arena);
      expect(value.n).toBe(1);
    });

    test("after intoVec the values live on", () => {
      const arena = TypedArena.new<Point>();
      const point = arena.alloc(new Point());
      arena.intoVec();
      drop(arena);
      expect(point.norm()).toBe(1);
    });
  });

if (!checked)
  describe("a value after its arena, in lean builds", () => {
    test("it is an ordinary object", () => {
      const arena = TypedArena.new<TreeNode>();
      const node = arena.alloc({ value: 7, children: [] });
      drop(arena);
      expect(node.value).toBe(7);
    });
  });
