/** `TypedArena` behaves as the crate `typed-arena` documents it. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { Box, Drop, DroppedError, drop, forget, MisuseError, MovedError, Rc, TypedArena } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

interface TreeNode {
  value: number;
  children: TreeNode[];
  parent?: TreeNode;
}

describe("allocation", () => {
  test("alloc lends the very value that was given", () => {
    using arena = TypedArena.new<TreeNode>();
    const node = { value: 0, children: [] };
    expect(arena.alloc(node)).toBe(node);
  });

  test.for([undefined, null, 0, "text", Number.NaN, 1n])("an arena keeps %s", (value) => {
    using arena = TypedArena.new<unknown>();
    expect(arena.alloc(value)).toBe(value);
    expect(arena.intoVec()).toEqual([value]);
  });

  test("a new arena is empty", () => {
    using arena = TypedArena.new<string>();
    expect(arena.len()).toBe(0);
    expect([...arena.iterMut()]).toEqual([]);
  });

  test("len counts the values", () => {
    using arena = TypedArena.new<number>();
    for (let index = 0; index < 1000; index++) arena.alloc(index);
    expect(arena.len()).toBe(1000);
  });

  test("children are pushed after allocation, and point back to their parent", () => {
    using arena = TypedArena.new<TreeNode>();
    const root = arena.alloc({ value: 0, children: [] });
    const first = arena.alloc({ value: 1, children: [], parent: root });
    const second = arena.alloc({ value: 2, children: [], parent: root });
    root.children.push(first, second);
    expect(root.children.map((child) => [child.value, child.parent?.value])).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  test("allocExtend takes all of an iterable and lends it in order", () => {
    using arena = TypedArena.new<number>();
    arena.alloc(0);
    expect(arena.allocExtend(new Set([1, 2]))).toEqual([1, 2]);
    expect([...arena.iterMut()]).toEqual([0, 1, 2]);
  });

  test("allocExtend of nothing allocates nothing", () => {
    using arena = TypedArena.new<number>();
    expect(arena.allocExtend([])).toEqual([]);
    expect(arena.len()).toBe(0);
  });

  test("what allocExtend takes may allocate in the arena itself", () => {
    using arena = TypedArena.new<string>();
    function* values() {
      yield "outer 1";
      arena.alloc("inner");
      yield "outer 2";
    }
    expect(arena.allocExtend(values())).toEqual(["outer 1", "outer 2"]);
    expect([...arena.iterMut()].sort()).toEqual(["inner", "outer 1", "outer 2"]);
  });

  test("what allocExtend was given before the iterable throws is owned by the arena", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<Noisy>();
    function* values() {
      yield new Noisy("a", lines);
      throw new Error("no more");
    }
    expect(() => arena.allocExtend(values())).toThrow("no more");
    drop(arena);
    expect(lines).toEqual(["a"]);
  });

  test("allocExtend of something that is not iterable throws MisuseError", () => {
    using arena = TypedArena.new<string>();
    expect(() => arena.allocExtend(1 as never)).toThrow(MisuseError);
    expect(() => arena.allocExtend(undefined as never)).toThrow("needs something iterable and was given `undefined`");
  });
});

describe("iteration", () => {
  test("iterMut lends every value to change, in order of allocation", () => {
    using arena = TypedArena.new<TreeNode>();
    arena.allocExtend([1, 2, 3].map((value) => ({ value, children: [] })));
    for (const node of arena.iterMut()) node.value *= 10;
    expect([...arena.iterMut()].map((node) => node.value)).toEqual([10, 20, 30]);
  });

  test("what is allocated during a loop does not come up in it", () => {
    using arena = TypedArena.new<number>();
    arena.allocExtend([1, 2]);
    for (const value of arena.iterMut()) arena.alloc(value + 10);
    expect([...arena.iterMut()]).toEqual([1, 2, 11, 12]);
  });

  test("a loop over an arena that is dropped meanwhile throws DroppedError", () => {
    const arena = TypedArena.new<number>();
    arena.allocExtend([1, 2]);
    const loop = () => {
      for (const _value of arena.iterMut()) drop(arena);
    };
    expect(loop).toThrow(DroppedError);
  });

  test("intoVec moves all values out, undropped and usable", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<Noisy>();
    arena.allocExtend([new Noisy("a", lines), new Noisy("b", lines)]);
    const values = arena.intoVec();
    drop(arena);
    expect(values.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(lines).toEqual([]);
    drop(values);
    expect(lines).toEqual(["a", "b"]);
  });
});

describe("drop", () => {
  test("everything is dropped at once, in order of allocation", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<Noisy>();
    for (const name of ["a", "b", "c"]) arena.alloc(new Noisy(name, lines));
    expect(lines).toEqual([]);
    arena[Symbol.dispose]();
    expect(lines).toEqual(["a", "b", "c"]);
  });

  test("dropping twice drops the values once", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<Noisy>();
    arena.alloc(new Noisy("a", lines));
    arena[Symbol.dispose]();
    arena[Symbol.dispose]();
    expect(lines).toEqual(["a"]);
  });

  /** A node with a destructor and fields that point to other nodes. */
  class Station extends Drop {
    readonly next: Station[] = [];
    readonly name: string;
    readonly #lines: string[];

    constructor(name: string, lines: string[]) {
      super();
      this.name = name;
      this.#lines = lines;
    }

    override drop(): void {
      this.#lines.push(this.name);
    }
  }

  test("values that point to each other are each dropped in their own turn", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<Station>();
    const [a, b, c] = arena.allocExtend(["a", "b", "c"].map((name) => new Station(name, lines)));
    a!.next.push(c!);
    c!.next.push(b!, a!);
    drop(arena);
    expect(lines).toEqual(["a", "b", "c"]);
  });

  test("a destructor may look at the other values", () => {
    const seen: string[] = [];
    class Looking extends Drop {
      readonly name: string;
      readonly #others: readonly Looking[];

      constructor(name: string, others: readonly Looking[]) {
        super();
        this.name = name;
        this.#others = others;
      }

      override drop(): void {
        seen.push(`${this.name} sees ${this.#others.map(({ name }) => name).join()}`);
      }
    }
    const arena = TypedArena.new<Looking>();
    const others: Looking[] = [];
    for (const name of ["a", "b"]) others.push(arena.alloc(new Looking(name, others)));
    drop(arena);
    expect(seen).toEqual(["a sees a,b", "b sees a,b"]);
  });

  test("what plain values own is dropped with them, in order of allocation", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<{ own: Noisy; more: Noisy[] }>();
    for (const name of ["a", "b"])
      arena.alloc({ own: new Noisy(name, lines), more: [new Noisy(`${name}1`, lines), new Noisy(`${name}2`, lines)] });
    drop(arena);
    expect(lines).toEqual(["a", "a1", "a2", "b", "b1", "b2"]);
  });

  test("of lists, the elements are dropped", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<Noisy[]>();
    arena.alloc([new Noisy("a", lines), new Noisy("b", lines)]);
    drop(arena);
    expect(lines).toEqual(["a", "b"]);
  });

  test("a resource is looked for one level deep and no deeper, as the docs say", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<{ inner: { own: Noisy } }>();
    using own = new Noisy("a", lines);
    arena.alloc({ inner: { own } });
    drop(arena);
    expect(lines).toEqual([]);
  });

  test("a cycle of plain values is dropped", () => {
    const arena = TypedArena.new<TreeNode>();
    const root = arena.alloc({ value: 0, children: [] });
    root.children.push(root, arena.alloc({ value: 1, children: [root] }));
    expect(() => drop(arena)).not.toThrow();
  });

  test("an arena in a box is dropped with it", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<Noisy>();
    arena.alloc(new Noisy("a", lines));
    drop(Box.new(arena));
    expect(lines).toEqual(["a"]);
  });

  test("an arena of shared values gives up its share", () => {
    using shared = Rc.new("value");
    const arena = TypedArena.new<Rc<string>>();
    arena.alloc(Rc.clone(shared));
    drop(arena);
    expect(Rc.strongCount(shared)).toBe(1);
  });

  test("an arena of arenas drops the inner values too", () => {
    const lines: string[] = [];
    const outer = TypedArena.new<TypedArena<Noisy>>();
    outer.alloc(TypedArena.new<Noisy>()).alloc(new Noisy("inner", lines));
    drop(outer);
    expect(lines).toEqual(["inner"]);
  });

  test("an error of one destructor does not keep the others from running", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<Disposable>();
    arena.alloc({ [Symbol.dispose]: fail });
    arena.alloc(new Noisy("b", lines));
    expect(() => drop(arena)).toThrow("destructor");
    expect(lines).toEqual(["b"]);
  });

  test("several errors become one SuppressedError", () => {
    const arena = TypedArena.new<Disposable>();
    arena.allocExtend([{ [Symbol.dispose]: fail }, { [Symbol.dispose]: fail }]);
    const error = caught(() => drop(arena)) as Error;
    expect(error.name).toBe("SuppressedError");
  });

  test("a destructor that allocates finds the arena dropped", () => {
    const arena = TypedArena.new<Disposable>();
    arena.alloc({ [Symbol.dispose]: () => void arena.alloc({ [Symbol.dispose]: fail }) });
    expect(() => drop(arena)).toThrow(DroppedError);
  });

  test("a forgotten arena drops nothing", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<Noisy>();
    using value = arena.alloc(new Noisy("a", lines));
    forget(arena);
    drop(arena);
    expect(lines).toEqual([]);
    expect(value.name).toBe("a");
  });

  const uses: readonly [string, (arena: TypedArena<string>) => unknown][] = [
    ["alloc", (arena) => arena.alloc("a")],
    ["allocExtend", (arena) => arena.allocExtend(["a"])],
    ["len", (arena) => arena.len()],
    ["iterMut", (arena) => [...arena.iterMut()]],
    ["intoVec", (arena) => arena.intoVec()],
  ];

  test.for(uses)("%s on a dropped arena throws DroppedError, in checked builds with the place of the drop", ([, use]) => {
    const arena = TypedArena.new<string>();
    drop(arena);
    const error = caught(() => use(arena));
    expect(error).toBeInstanceOf(DroppedError);
    expect((error as DroppedError).place?.includes("typed-arena.test.ts:")).toBe(checked ? true : undefined);
  });

  test.for(uses)("%s on an arena that was moved into an array throws MovedError", ([, use]) => {
    const arena = TypedArena.new<string>();
    arena.intoVec();
    expect(() => use(arena)).toThrow(MovedError);
  });

  test.for(uses)("%s of a foreign receiver throws MisuseError", ([, use]) => {
    expect(() => use(Object.create(TypedArena.prototype) as TypedArena<string>)).toThrow(MisuseError);
  });

  test("disposing a foreign receiver throws MisuseError", () => {
    expect(() => (Object.create(TypedArena.prototype) as TypedArena<string>)[Symbol.dispose]()).toThrow(MisuseError);
  });
});

test("a million values are dropped; in checked builds, which bury each of them, a hundred thousand", () => {
  const many = checked ? 100_000 : 1_000_000;
  let dropped = 0;
  class Counted {
    [Symbol.dispose](): void {
      dropped += 1;
    }
  }
  const arena = TypedArena.new<Counted>();
  for (let index = 0; index < many; index++) arena.alloc(new Counted());
  drop(arena);
  expect(dropped).toBe(many);
});

function fail(): never {
  throw new Error("destructor");
}
