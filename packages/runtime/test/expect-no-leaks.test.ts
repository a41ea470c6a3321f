/** `expectNoLeaks` finds what was made and not dropped, in checked builds; and the shape of the errors. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { Box, defer, drop, expectNoLeaks, FreeholdError, LeakError, liveCount, MisuseError, MovedError, Rc, RefCell } from "freehold";
import { caught } from "./caught.ts";
import { leavesNothingAlive } from "./leaves-nothing-alive.ts";
import { Noisy } from "./noisy.ts";

leavesNothingAlive();

const makers: readonly (readonly [string, () => Disposable])[] = [
  ["Box", () => Box.new(1)],
  ["Rc", () => Rc.new(1)],
  ["RefGuard", () => RefCell.new(1).borrow()],
  ["RefMutGuard", () => RefCell.new(1).borrowMut()],
  ["Deferred", () => defer(() => 1)],
  ["Noisy", () => new Noisy("noise", [])],
];

describe("a handle that is left behind", () => {
  test.for(makers)("of class %s is named with the place where it was made", ([name, make]) => {
    let left: Disposable | undefined;
    const error = caught(() => expectNoLeaks(() => (left = make())));
    const leaks = [expect.stringMatching(new RegExp(`^${name} made at .*\\.test\\.ts:\\d+:\\d+$|^${name} made at .*noisy\\.ts`))];
    expect(error).toEqual(checked ? expect.objectContaining({ name: "LeakError", leaks }) : undefined);
    drop(left);
  });

  test("is found in asynchronous work too", async () => {
    const left: Disposable[] = [];
    const work = expectNoLeaks(async () => {
      await Promise.resolve();
      left.push(Box.new(1), Box.new(2));
      return "done";
    });
    if (checked) await expect(work).rejects.toMatchObject({ leaks: [expect.stringMatching(/^Box/), expect.stringMatching(/^Box/)] });
    else expect(await work).toBe("done");
    drop(left);
  });

  test("is counted once by each of two nested calls", () => {
    let left: Box<number> | undefined;
    const outer = caught(() =>
      expectNoLeaks(() => {
        const inner = caught(() => expectNoLeaks(() => (left = Box.new(1))));
        expect(inner instanceof LeakError).toBe(checked);
      }),
    );
    expect(outer instanceof LeakError).toBe(checked);
    drop(left);
  });
});

describe("work that leaves nothing behind", () => {
  test.for(makers)("with a %s gives its result", ([, make]) => {
    const work = () => {
      using _handle = make();
      return "done";
    };
    expect(expectNoLeaks(work)).toBe("done");
  });

  test("may move values elsewhere", () => {
    expect(expectNoLeaks(() => Box.intoInner(Box.new(1)))).toBe(1);
  });

  test("may drop what was made before", () => {
    const box = Box.new(1);
    expect(expectNoLeaks(() => drop(box))).toBe(undefined);
  });

  test("throws its own error", () => {
    const work = () => {
      throw new RangeError("no");
    };
    expect(() => expectNoLeaks(work)).toThrow(RangeError);
  });

  test("rejects with its own error", async () => {
    await expect(expectNoLeaks(() => Promise.reject(new RangeError("no")))).rejects.toThrow(RangeError);
  });

  test("must be a function", () => {
    expect(() => expectNoLeaks(5 as never)).toThrow(MisuseError);
  });
});

describe("liveCount", () => {
  test.for(makers)("counts a %s until it is dropped, in checked builds", ([, make]) => {
    const before = liveCount();
    const handle = make();
    expect(liveCount()).toBe(before + (checked ? 1 : 0));
    drop(handle);
    expect(liveCount()).toBe(before);
  });
});

describe("errors", () => {
  test("can be told apart by class and by name", () => {
    const box = Box.new(1);
    box.take();
    const error = caught(() => box.get());
    expect(error).toBeInstanceOf(MovedError);
    expect(error).toBeInstanceOf(FreeholdError);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(/^MovedError: this `Box` was moved out of/);
  });

  test("have a stack that leads to the caller", () => {
    const error = caught(() => Box.prototype.get.call(undefined as never)) as Error;
    expect(error.stack).toContain("expect-no-leaks.test.ts");
  });

  test("do not show their name as a field of their own", () => {
    expect(Object.keys(new MisuseError("message"))).toEqual(["place"]);
  });
});
