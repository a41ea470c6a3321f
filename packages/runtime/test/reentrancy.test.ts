/** What is lent is used too late, and what is called in the middle of something ends the very handle that calls it. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import {
  BorrowMutError,
  Box,
  Drop,
  drop,
  DroppedError,
  type MutRef,
  LazyCell,
  OnceCell,
  PanicError,
  Rc,
  RefCell,
  RefGuard,
  RefMutGuard,
  SlotMap,
  type Suppressed,
  TypedArena,
} from "freehold";
import { caught } from "./caught.ts";
import { leavesNothingAlive } from "./leaves-nothing-alive.ts";
import { Noisy } from "./noisy.ts";

leavesNothingAlive();

class Failing extends Drop {
  readonly #message: string;

  constructor(message: string) {
    super();
    this.#message = message;
  }

  override drop(): void {
    throw new Error(this.#message);
  }
}

describe("what a cell lends", () => {
  test.for(["withMut", "replaceWith"] as const)("%s ends with the call: checked builds say so", (method) => {
    const cell = RefCell.new(1);
    let kept: MutRef<number> | undefined;
    cell[method]((content) => {
      kept = content;
      return content.value;
    });
    const write = caught(() => (kept!.value = 2));
    expect(write instanceof DroppedError).toBe(checked);
    expect(cell.intoInner()).toBe(checked ? 1 : 2);
  });

  test("withMut lends nothing any more when its function has thrown", () => {
    const cell = RefCell.new(1);
    let kept: MutRef<number> | undefined;
    const fail = (content: MutRef<number>) => {
      kept = content;
      throw new Error("body");
    };
    expect(() => cell.withMut(fail)).toThrow("body");
    expect(caught(() => kept!.value) instanceof DroppedError).toBe(checked);
    cell.borrowMut()[Symbol.dispose]();
  });

  test("getMut may not be written while somebody borrows: checked builds say so", () => {
    const cell = RefCell.new(1);
    const place = cell.getMut();
    place.value = 2;
    {
      using guard = cell.borrow();
      expect(caught(() => (place.value = 3)) instanceof BorrowMutError).toBe(checked);
      expect(guard.value).toBe(2);
    }
  });
});

describe("a guard that is ended by what narrows it", () => {
  test.for([
    ["map", (guard: RefGuard<number>) => RefGuard.map(guard, () => drop(guard))],
    ["filterMap", (guard: RefGuard<number>) => RefGuard.filterMap(guard, () => (drop(guard), 1))],
    ["mapSplit", (guard: RefGuard<number>) => RefGuard.mapSplit(guard, () => (drop(guard), [1, 2]))],
  ] as const)("RefGuard.%s throws, and the cell is free", ([, narrow]) => {
    const cell = RefCell.new(1);
    expect(() => narrow(cell.borrow())).toThrow(DroppedError);
    cell.borrowMut()[Symbol.dispose]();
    expect(cell.intoInner()).toBe(1);
  });

  test.for([
    ["map", (guard: RefMutGuard<number>) => RefMutGuard.map(guard, (content) => (drop(guard), content))],
    ["filterMap", (guard: RefMutGuard<number>) => RefMutGuard.filterMap(guard, (content) => (drop(guard), content))],
    ["mapSplit", (guard: RefMutGuard<number>) => RefMutGuard.mapSplit(guard, (content) => (drop(guard), [content, content]))],
  ] as const)("RefMutGuard.%s throws, and the cell is free", ([, narrow]) => {
    const cell = RefCell.new(1);
    expect(() => narrow(cell.borrowMut())).toThrow(DroppedError);
    cell.borrowMut()[Symbol.dispose]();
    expect(cell.intoInner()).toBe(1);
  });

  test("filterMap that throws gives the borrow back, as Rust's unwinding does", () => {
    const cell = RefCell.new(1);
    const fail = () => {
      throw new RangeError("no part");
    };
    expect(() => RefGuard.filterMap(cell.borrow(), fail)).toThrow(RangeError);
    expect(() => RefMutGuard.filterMap(cell.borrowMut(), fail)).toThrow(RangeError);
    expect(cell.intoInner()).toBe(1);
  });
});

describe("an initialiser of a OnceCell", () => {
  test("that fills the cell itself panics, and what it made is dropped", () => {
    const lines: string[] = [];
    const cell = OnceCell.new<Noisy>();
    const fill = () =>
      cell.getOrInit(() => {
        cell.set(new Noisy("first", lines));
        return new Noisy("second", lines);
      });
    expect(fill).toThrow(PanicError);
    expect(lines).toEqual(["second"]);
    drop(cell);
    expect(lines).toEqual(["second", "first"]);
  });

  test("that drops the cell leaves nothing behind", () => {
    const lines: string[] = [];
    const cell = OnceCell.new<Noisy>();
    const end = () =>
      cell.getOrInit(() => {
        drop(cell);
        return new Noisy("late", lines);
      });
    expect(end).toThrow(DroppedError);
    expect(lines).toEqual(["late"]);
  });
});

describe("an initialiser of a LazyCell", () => {
  test("that drops the cell does not bring it back", () => {
    const lines: string[] = [];
    const cell: LazyCell<Noisy> = LazyCell.new(() => {
      drop(cell);
      return new Noisy("late", lines);
    });
    expect(() => cell.get()).toThrow(DroppedError);
    expect(() => cell.get()).toThrow(DroppedError);
    expect(lines).toEqual(["late"]);
  });
});

describe("a value that works with its owners while it is cloned", () => {
  class Meddling extends Drop {
    readonly name: string;
    readonly #lines: string[];
    readonly #meddle: () => void;

    constructor(name: string, lines: string[], meddle: () => void) {
      super();
      this.name = name;
      this.#lines = lines;
      this.#meddle = meddle;
    }

    clone(): Meddling {
      this.#meddle();
      return new Meddling("clone", this.#lines, () => {});
    }

    override drop(): void {
      this.#lines.push(this.name);
    }
  }

  test.for(["makeMut", "unwrapOrClone"] as const)("Rc.%s after it has dropped the other owners drops the original", (method) => {
    const lines: string[] = [];
    const rc: Rc<Meddling> = Rc.new(new Meddling("original", lines, () => drop(other)));
    const other: Rc<Meddling> = rc.clone();
    const result = method === "makeMut" ? Rc.makeMut(rc).value : Rc.unwrapOrClone(rc);
    expect([result.name, lines]).toEqual(["clone", ["original"]]);
    drop(method === "makeMut" ? rc : result);
    expect(lines).toEqual(["original", "clone"]);
  });

  test.for(["makeMut", "unwrapOrClone"] as const)("Rc.%s after it has dropped this owner throws, and counts stay true", (method) => {
    const lines: string[] = [];
    const rc: Rc<Meddling> = Rc.new(new Meddling("original", lines, () => drop(rc)));
    const other = rc.clone();
    expect(() => Rc[method](rc)).toThrow(DroppedError);
    expect([Rc.strongCount(other), lines]).toEqual([1, ["clone"]]);
    drop(other);
    expect(lines).toEqual(["clone", "original"]);
  });
});

describe("a SlotMap that ends while it asks", () => {
  test("in insertWithKey drops what was made", () => {
    const lines: string[] = [];
    const map = SlotMap.new<Noisy>();
    const end = () =>
      map.insertWithKey(() => {
        drop(map);
        return new Noisy("late", lines);
      });
    expect(end).toThrow(DroppedError);
    expect(lines).toEqual(["late"]);
  });

  test("in retain throws, and every value is dropped once", () => {
    const lines: string[] = [];
    const map = SlotMap.new<Noisy>();
    for (const name of ["a", "b", "c"]) map.insert(new Noisy(name, lines));
    const end = () =>
      map.retain((_key, { name }) => {
        if (name === "b") drop(map);
        return name !== "a";
      });
    expect(end).toThrow(DroppedError);
    expect(lines.toSorted()).toEqual(["a", "b", "c"]);
  });

  test("retain that throws and rejects what cannot be dropped joins the errors", () => {
    const map = SlotMap.new<Drop>();
    const stays = map.insertWithKey(() => new Failing("destructor"));
    map.insert(new Noisy("b", []));
    const joined = caught(() =>
      map.retain((key) => {
        if (key !== stays) throw new Error("cannot tell");
        return false;
      }),
    ) as Suppressed;
    expect(joined).toMatchObject({ error: { message: "destructor" }, suppressed: { message: "cannot tell" } });
    drop(map);
  });
});

describe("a TypedArena that ends while it is filled", () => {
  function* ending(arena: TypedArena<Noisy>, lines: string[]): Generator<Noisy> {
    yield new Noisy("a", lines);
    drop(arena);
    yield new Noisy("b", lines);
  }

  test("throws, and drops what it was given", () => {
    const lines: string[] = [];
    const arena = TypedArena.new<Noisy>();
    expect(() => arena.allocExtend(ending(arena, lines))).toThrow(DroppedError);
    expect(lines).toEqual(["a", "b"]);
  });

  test("keeps the iterable's own error", () => {
    const arena = TypedArena.new<number>();
    function* values(): Generator<number> {
      yield 1;
      drop(arena);
      throw new Error("no more");
    }
    expect(() => arena.allocExtend(values())).toThrow("no more");
  });
});

describe("a destructor", () => {
  test("finds the owner that drops it ended", () => {
    const errors: unknown[] = [];
    class Looking extends Drop {
      box: (() => Box<Looking>) | undefined;
      override drop(): void {
        errors.push(caught(() => this.box?.().get()));
      }
    }
    const content = new Looking();
    const box = Box.new(content);
    content.box = () => box;
    drop(box);
    expect(errors).toEqual([expect.any(DroppedError)]);
  });
});
