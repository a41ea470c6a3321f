/** `Rc` behaves as `std::rc` documents it. */

import { describe, expect, test } from "vitest";
import { Box, drop, DroppedError, forget, MisuseError, MovedError, Rc, RefCell } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

describe("counting", () => {
  test("the recipe has three owners", () => {
    using recipe = Rc.new("Secret Sauce");
    using kitchen = Rc.clone(recipe);
    using chef = Rc.clone(recipe);
    expect(Rc.strongCount(chef)).toBe(3);
    expect(kitchen.get()).toBe("Secret Sauce");
  });

  test("the first owner counts one", () => {
    using rc = Rc.new(1);
    expect([Rc.strongCount(rc), Rc.weakCount(rc)]).toEqual([1, 0]);
  });

  test("clone as a method is clone as a function", () => {
    using rc = Rc.new(1);
    using clone = rc.clone();
    expect(Rc.ptrEq(rc, clone)).toBe(true);
    expect(Rc.strongCount(rc)).toBe(2);
  });

  test("every owner that is dropped counts one less", () => {
    using rc = Rc.new(1);
    const clones = [rc.clone(), rc.clone(), rc.clone()];
    const counts = clones.map((clone) => {
      drop(clone);
      return Rc.strongCount(rc);
    });
    expect(counts).toEqual([3, 2, 1]);
  });

  test("an owner that is dropped twice counts once", () => {
    using rc = Rc.new(1);
    const clone = rc.clone();
    clone[Symbol.dispose]();
    clone[Symbol.dispose]();
    expect(Rc.strongCount(rc)).toBe(1);
  });

  test("weak handles are counted apart", () => {
    using rc = Rc.new(1);
    using _first = Rc.downgrade(rc);
    using second = Rc.downgrade(rc);
    using _third = second.clone();
    expect([Rc.strongCount(rc), Rc.weakCount(rc)]).toEqual([1, 3]);
  });

  test("a forgotten owner is counted for ever", () => {
    const lines: string[] = [];
    const rc = Rc.new(new Noisy("content", lines));
    const content = rc.get();
    forget(rc.clone());
    drop(rc);
    expect(lines).toEqual([]);
    drop(content);
  });
});

describe("content", () => {
  test("is the same through every owner", () => {
    using rc = Rc.new({ x: 1 });
    using clone = rc.clone();
    expect(clone.get()).toBe(rc.get());
  });

  test("is dropped when the last owner is, not before", () => {
    const lines: string[] = [];
    const rc = Rc.new(new Noisy("content", lines));
    const clone = rc.clone();
    drop(rc);
    expect(lines).toEqual([]);
    drop(clone);
    expect(lines).toEqual(["content"]);
  });

  test("is dropped whichever owner is the last", () => {
    const lines: string[] = [];
    const rc = Rc.new(new Noisy("content", lines));
    const clone = rc.clone();
    drop(clone);
    drop(rc);
    expect(lines).toEqual(["content"]);
  });

  test("may be an array of owned things, which are dropped in order", () => {
    const lines: string[] = [];
    drop(Rc.new([new Noisy("first", lines), new Noisy("second", lines)]));
    expect(lines).toEqual(["first", "second"]);
  });

  test("with a cell inside is changed through any owner: the score is 6", () => {
    using counter = Rc.new(RefCell.new(0));
    using forUi = counter.clone();
    using forLogic = counter.clone();
    forUi.get().withMut((score) => {
      score.value += 1;
    });
    forLogic.get().withMut((score) => {
      score.value += 5;
    });
    expect(counter.get().with((score) => score)).toBe(6);
  });

  test("of one owner is not that of an equal one", () => {
    using first = Rc.new(5);
    using same = first.clone();
    using other = Rc.new(5);
    expect([Rc.ptrEq(first, same), Rc.ptrEq(first, other)]).toEqual([true, false]);
  });
});

describe("tryUnwrap", () => {
  test("gives the value of the only owner", () => {
    const rc = Rc.new(3);
    expect(Rc.tryUnwrap(rc)).toBe(3);
    expect(() => rc.get()).toThrow(MovedError);
  });

  test("gives nothing beside another owner, and leaves both", () => {
    using rc = Rc.new(4);
    using clone = rc.clone();
    expect(Rc.tryUnwrap(rc)).toBe(undefined);
    expect([rc.get(), clone.get(), Rc.strongCount(rc)]).toEqual([4, 4, 2]);
  });

  test("does not mind weak handles, which find nothing afterwards", () => {
    const rc = Rc.new(3);
    using weak = Rc.downgrade(rc);
    expect(Rc.tryUnwrap(rc)).toBe(3);
    expect(weak.upgrade()).toBe(undefined);
  });

  test("does not drop what it gives", () => {
    const lines: string[] = [];
    using content = Rc.tryUnwrap(Rc.new(new Noisy("content", lines)));
    expect(content?.name).toBe("content");
    expect(lines).toEqual([]);
  });
});

describe("intoInner", () => {
  test("gives the value of the last owner", () => {
    expect(Rc.intoInner(Rc.new(3))).toBe(3);
  });

  test("gives nothing beside another owner, and counts one less", () => {
    using rc = Rc.new(3);
    const clone = rc.clone();
    expect(Rc.intoInner(clone)).toBe(undefined);
    expect(Rc.strongCount(rc)).toBe(1);
    expect(() => clone.get()).toThrow(MovedError);
  });

  test("called for every owner, gives the value exactly once", () => {
    const rc = Rc.new(3);
    const owners = [rc, rc.clone(), rc.clone()];
    expect(owners.map((owner) => Rc.intoInner(owner))).toEqual([undefined, undefined, 3]);
  });
});

describe("unwrapOrClone", () => {
  test("moves the value out of the only owner", () => {
    const content = { x: 1 };
    expect(Rc.unwrapOrClone(Rc.new(content))).toBe(content);
  });

  test("clones it beside another owner", () => {
    const content = { x: 1 };
    using rc = Rc.new(content);
    const clone = Rc.unwrapOrClone(rc.clone());
    expect(clone).toEqual(content);
    expect(clone).not.toBe(content);
    expect(Rc.strongCount(rc)).toBe(1);
  });

  test("gives up nothing when the clone fails", () => {
    using rc = Rc.new(new Date(0));
    using other = rc.clone();
    expect(() => Rc.unwrapOrClone(other)).toThrow(MisuseError);
    expect(Rc.strongCount(rc)).toBe(2);
  });
});

describe("getMut", () => {
  test("changes the value of the only owner", () => {
    using rc = Rc.new(3);
    Rc.getMut(rc)!.value = 4;
    expect(rc.get()).toBe(4);
  });

  test.for([
    ["another owner", (rc: Rc<number>) => rc.clone()],
    ["a weak handle", (rc: Rc<number>) => Rc.downgrade(rc)],
  ] as const)("gives nothing beside %s", ([, other]) => {
    using rc = Rc.new(3);
    using _other = other(rc);
    expect(Rc.getMut(rc)).toBe(undefined);
  });

  test("gives the place again when the other owner is gone", () => {
    using rc = Rc.new(3);
    drop(rc.clone());
    expect(Rc.getMut(rc)?.value).toBe(3);
  });
});

describe("makeMut", () => {
  test("changes in place without other owners", () => {
    const content = { x: 1 };
    using rc = Rc.new(content);
    Rc.makeMut(rc).value.x = 2;
    expect(content.x).toBe(2);
  });

  test("clones for itself beside other owners", () => {
    using rc = Rc.new(5);
    using other = rc.clone();
    Rc.makeMut(rc).value += 1;
    expect([rc.get(), other.get()]).toEqual([6, 5]);
    expect([Rc.strongCount(rc), Rc.strongCount(other), Rc.ptrEq(rc, other)]).toEqual([1, 1, false]);
  });

  test("leaves weak handles behind, which find nothing afterwards", () => {
    using rc = Rc.new(75);
    using weak = Rc.downgrade(rc);
    Rc.makeMut(rc).value += 1;
    expect(rc.get()).toBe(76);
    expect(weak.upgrade()).toBe(undefined);
  });

  test("drops nothing when it leaves weak handles behind", () => {
    const lines: string[] = [];
    using rc = Rc.new(new Noisy("content", lines));
    using _weak = Rc.downgrade(rc);
    expect(Rc.makeMut(rc).value.name).toBe("content");
    expect(lines).toEqual([]);
  });

  test("changes nothing when the clone fails", () => {
    using rc = Rc.new(new Date(0));
    using other = rc.clone();
    expect(() => Rc.makeMut(rc)).toThrow(MisuseError);
    expect(Rc.ptrEq(rc, other)).toBe(true);
    expect(Rc.strongCount(rc)).toBe(2);
  });
});

test("a list of 1,000,000 counted nodes is dropped without overflowing the stack", () => {
  interface Node {
    readonly next: Rc<Node> | undefined;
  }
  const last = Rc.new<Node>({ next: undefined });
  let list = last;
  for (let depth = 1; depth < 1_000_000; depth++) list = Rc.new<Node>({ next: list });
  drop(list);
  expect(() => last.get()).toThrow(DroppedError);
});

test("a shared tail stays when one of two lists is dropped", () => {
  const lines: string[] = [];
  const tail = Rc.new({ noise: new Noisy("tail", lines) });
  const first = Box.new({ noise: new Noisy("first", lines), tail: tail.clone() });
  const second = Box.new({ noise: new Noisy("second", lines), tail });
  drop(first);
  expect(lines).toEqual(["first"]);
  drop(second);
  expect(lines).toEqual(["first", "second", "tail"]);
});
