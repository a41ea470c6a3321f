/** `Weak` and `Rc.newCyclic` behave as `std::rc` documents them. */

import { describe, expect, test } from "vitest";
import { Cell, drop, DroppedError, forget, Rc, Weak } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

describe("newCyclic", () => {
  interface Gadget extends Disposable {
    readonly me: Weak<Gadget>;
  }

  const gadget = (me: Weak<Gadget>): Gadget => {
    const own = me.clone();
    return { me: own, [Symbol.dispose]: () => own[Symbol.dispose]() };
  };

  test("makes a value that knows itself", () => {
    using rc = Rc.newCyclic(gadget);
    using me = rc.get().me.upgrade();
    expect(me !== undefined && Rc.ptrEq(rc, me)).toBe(true);
    expect([Rc.strongCount(rc), Rc.weakCount(rc)]).toEqual([2, 1]);
  });

  test("cannot be upgraded before it is made", () => {
    using rc = Rc.newCyclic((weak) => ({ during: weak.upgrade(), strong: weak.strongCount(), weak: weak.weakCount() }));
    expect(rc.get()).toEqual({ during: undefined, strong: 0, weak: 0 });
  });

  test("makes nothing when its function throws", () => {
    let escaped: Weak<never> | undefined;
    const make = () =>
      Rc.newCyclic((weak: Weak<never>) => {
        escaped = weak.clone();
        throw new RangeError("no");
      });
    expect(make).toThrow(RangeError);
    expect(escaped?.upgrade()).toBe(undefined);
    drop(escaped);
  });

  test("takes its own weak handle back", () => {
    let kept: Weak<number> | undefined;
    using _rc = Rc.newCyclic<number>((weak) => {
      kept = weak;
      return 1;
    });
    expect(() => kept?.upgrade()).toThrow(DroppedError);
  });
});

describe("Weak", () => {
  test("finds the value as long as there is an owner", () => {
    const rc = Rc.new(5);
    using weak = Rc.downgrade(rc);
    drop(weak.upgrade());
    expect(Rc.strongCount(rc)).toBe(1);
    drop(rc);
    expect(weak.upgrade()).toBe(undefined);
  });

  test("upgraded, is an owner as any other", () => {
    const lines: string[] = [];
    const rc = Rc.new(new Noisy("content", lines));
    using weak = Rc.downgrade(rc);
    const owner = weak.upgrade();
    drop(rc);
    expect(lines).toEqual([]);
    drop(owner);
    expect(lines).toEqual(["content"]);
  });

  test("finds nothing while the value is being dropped", () => {
    const found: unknown[] = [];
    const rc = Rc.newCyclic<Disposable>((me) => {
      const own = me.clone();
      return {
        [Symbol.dispose]: () => {
          found.push(own.upgrade(), own.strongCount());
          drop(own);
        },
      };
    });
    drop(rc);
    expect(found).toEqual([undefined, 0]);
  });

  test("new knows no value", () => {
    using weak = Weak.new<number>();
    expect([weak.upgrade(), weak.strongCount(), weak.weakCount()]).toEqual([undefined, 0, 0]);
  });

  test("new is the same as any other new, and not the same as a real one", () => {
    using first = Weak.new<number>();
    using second = Weak.new<number>();
    using rc = Rc.new(1);
    using real = Rc.downgrade(rc);
    expect([first.ptrEq(second), first.ptrEq(real)]).toEqual([true, false]);
  });

  test("clones know the same value", () => {
    using rc = Rc.new(1);
    using weak = Rc.downgrade(rc);
    using clone = weak.clone();
    using other = Rc.new(1);
    using stranger = Rc.downgrade(other);
    expect([weak.ptrEq(clone), weak.ptrEq(stranger)]).toEqual([true, false]);
  });

  test("counts owners and weak handles, and none when the value is gone", () => {
    const rc = Rc.new(1);
    using weak = Rc.downgrade(rc);
    using _other = weak.clone();
    expect([weak.strongCount(), weak.weakCount()]).toEqual([1, 2]);
    drop(rc);
    expect([weak.strongCount(), weak.weakCount()]).toEqual([0, 0]);
  });

  test("dropped twice counts once", () => {
    using rc = Rc.new(1);
    const weak = Rc.downgrade(rc);
    using _other = Rc.downgrade(rc);
    drop(weak);
    drop(weak);
    expect(Rc.weakCount(rc)).toBe(1);
  });

  test("forgotten, is counted for ever", () => {
    using rc = Rc.new(1);
    forget(Rc.downgrade(rc));
    expect(Rc.weakCount(rc)).toBe(1);
  });

  test("breaks the cycle of a tree: parents own children, children know parents", () => {
    const lines: string[] = [];
    interface Node {
      readonly name: string;
      readonly noise: Noisy;
      readonly parent: Cell<Weak<Node> | undefined>;
      readonly children: Rc<Node>[];
    }
    const node = (name: string): Rc<Node> =>
      Rc.new({ name, noise: new Noisy(name, lines), parent: Cell.new<Weak<Node> | undefined>(undefined), children: [] });
    const leaf = node("leaf");
    const branch = node("branch");
    branch.get().children.push(leaf.clone());
    leaf.get().parent.set(Rc.downgrade(branch));
    expect([Rc.strongCount(leaf), Rc.weakCount(branch)]).toEqual([2, 1]);
    drop(branch);
    expect(lines).toEqual(["branch"]);
    drop(leaf);
    expect(lines).toEqual(["branch", "leaf"]);
  });

  test("without it a cycle is never dropped, as in Rust", () => {
    const lines: string[] = [];
    interface Ring {
      readonly noise: Noisy;
      readonly next: Cell<Rc<Ring> | undefined>;
    }
    const ring = Rc.new<Ring>({ noise: new Noisy("ring", lines), next: Cell.new<Rc<Ring> | undefined>(undefined) });
    const { next } = ring.get();
    next.set(ring.clone());
    drop(ring);
    expect(lines).toEqual([]);
    drop(next.take());
    expect(lines).toEqual(["ring"]);
  });
});
