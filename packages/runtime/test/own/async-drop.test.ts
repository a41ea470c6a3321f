/** `AsyncDrop`, `dropAsync` and deferred work that is awaited. */

import { describe, expect, test } from "vitest";
import { checked } from "#checks";
import { AsyncDrop, Box, defer, drop, dropAsync, expectNoLeaks, forget, MisuseError, Rc, RefCell, type Suppressed } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { Noisy } from "../noisy.ts";

leavesNothingAlive();

/** Tells when its end begins and when it is over. */
class Slow extends AsyncDrop {
  readonly content: unknown;
  readonly #name: string;
  readonly #lines: string[];
  readonly #error: Error | undefined;

  constructor(name: string, lines: string[], content?: unknown, error?: Error) {
    super();
    this.content = content;
    this.#name = name;
    this.#lines = lines;
    this.#error = error;
  }

  override async drop(): Promise<void> {
    this.#lines.push(`${this.#name} ends`);
    await Promise.resolve();
    if (this.#error !== undefined) throw this.#error;
    this.#lines.push(`${this.#name} ended`);
  }
}

/** What a promise is rejected with. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a class that extends AsyncDrop", () => {
  test("is awaited by `await using`, in reverse order of declaration", async () => {
    const lines: string[] = [];
    {
      await using _first = new Slow("first", lines);
      await using _second = new Slow("second", lines);
      lines.push("body");
    }
    expect(lines).toEqual(["body", "second ends", "second ended", "first ends", "first ended"]);
  });

  test("ends on an early return and when the body throws", async () => {
    const lines: string[] = [];
    const work = async (fails: boolean) => {
      await using _value = new Slow("value", lines);
      if (fails) throw new Error("body");
      return 1;
    };
    expect(await work(false)).toBe(1);
    expect(await rejection(work(true))).toMatchObject({ message: "body" });
    expect(lines).toEqual(["value ends", "value ended", "value ends", "value ended"]);
  });

  test("drops its fields after its body, each awaited", async () => {
    const lines: string[] = [];
    await dropAsync(new Slow("outer", lines, [new Slow("inner", lines), new Noisy("noisy", lines)]));
    expect(lines).toEqual(["outer ends", "outer ended", "inner ends", "inner ended", "noisy"]);
  });

  test("is dropped once, however often it is disposed", async () => {
    const lines: string[] = [];
    const value = new Slow("value", lines);
    await Promise.all([value[Symbol.asyncDispose](), value[Symbol.asyncDispose](), dropAsync(value)]);
    expect(lines).toEqual(["value ends", "value ended"]);
  });

  test("is not ended by a synchronous drop, which says what to do and drops the rest", async () => {
    const lines: string[] = [];
    const value = new Slow("value", lines);
    const error = caught(() => drop([value, new Noisy("noisy", lines)]));
    expect(error).toBeInstanceOf(MisuseError);
    expect((error as Error).message).toMatch(/`Slow` can only be dropped asynchronously: .*`await using`.*`await dropAsync\(owner\)`/);
    expect(lines).toEqual(["noisy"]);
    await dropAsync(value);
    expect(lines).toEqual(["noisy", "value ends", "value ended"]);
  });

  test("is forgotten without its body", async () => {
    const lines: string[] = [];
    const value = new Slow("value", lines);
    forget(value);
    await dropAsync(value);
    expect(lines).toEqual([]);
  });

  test("without a method `drop` cannot be made", () => {
    const Broken = class extends (AsyncDrop as unknown as new () => object) {};
    expect(caught(() => new Broken())).toBeInstanceOf(MisuseError);
  });

  test("that overrides the final method is refused in checked builds", () => {
    class Overriding extends Slow {
      override async [Symbol.asyncDispose](): Promise<void> {}
    }
    expect(caught(() => new Overriding("value", [])) instanceof MisuseError).toBe(checked);
  });

  test("disposing something else as one is misuse", async () => {
    const dispose = Object.getOwnPropertyDescriptor(AsyncDrop.prototype, Symbol.asyncDispose)!.value as () => Promise<void>;
    expect(await rejection(dispose.call({}))).toBeInstanceOf(MisuseError);
  });

  test("is found by expectNoLeaks", async () => {
    let left: Slow | undefined;
    const error = await rejection(
      expectNoLeaks(async () => {
        left = new Slow("left", []);
        await Promise.resolve();
      }),
    );
    expect(error !== undefined).toBe(checked);
    await dropAsync(left);
  });
});

describe("dropAsync", () => {
  test("ends what boxes, counted owners and cells hold", async () => {
    const lines: string[] = [];
    const rc = Rc.new(RefCell.new(Box.new(new Slow("value", lines))));
    const other = rc.clone();
    await dropAsync(rc);
    expect(lines).toEqual([]);
    await dropAsync(other);
    expect(lines).toEqual(["value ends", "value ended"]);
  });

  test("waits for what somebody else's class does, and prefers it to a synchronous end", async () => {
    const lines: string[] = [];
    const both = {
      [Symbol.dispose]: () => void lines.push("sync"),
      [Symbol.asyncDispose]: async () => {
        await Promise.resolve();
        lines.push("async");
      },
    };
    await dropAsync({ both });
    expect(lines).toEqual(["async"]);
  });

  test("does nothing with what owns nothing", async () => {
    expect(await dropAsync(undefined)).toBe(undefined);
    expect(await dropAsync("text")).toBe(undefined);
  });

  test("drops the rest when a destructor fails, and joins the errors as `using` does", async () => {
    const lines: string[] = [];
    const values = [
      new Slow("first", lines, undefined, new Error("1")),
      new Slow("second", lines, undefined, new Error("2")),
      new Slow("third", lines),
    ];
    const error = (await rejection(dropAsync(values))) as Suppressed;
    expect(error).toMatchObject({ name: "SuppressedError", error: { message: "2" }, suppressed: { message: "1" } });
    expect(lines).toEqual(["first ends", "second ends", "third ends", "third ended"]);
  });

  test("drops a list of 100,000 nodes without overflowing the stack", async () => {
    interface Node {
      readonly next: Box<Node> | undefined;
    }
    let list: Box<Node> | undefined;
    for (let index = 0; index < 100_000; index++) list = Box.new<Node>({ next: list });
    await dropAsync(list);
  });

  test("a destructor may drop and borrow other handles", async () => {
    const cell = RefCell.new(1);
    class Borrowing extends AsyncDrop {
      override async drop(): Promise<void> {
        await Promise.resolve();
        cell.withMut((content) => (content.value += 1));
        await dropAsync(new Slow("inner", []));
      }
    }
    await dropAsync(new Borrowing());
    expect(cell.intoInner()).toBe(2);
  });
});

describe("deferred work", () => {
  test("is awaited by `await using`", async () => {
    const lines: string[] = [];
    {
      await using _done = defer(async () => {
        await Promise.resolve();
        lines.push("done");
      });
      lines.push("body");
    }
    expect(lines).toEqual(["body", "done"]);
  });

  test("runs once, and not when it was cancelled", async () => {
    const lines: string[] = [];
    const done = defer(() => lines.push("done"));
    await done[Symbol.asyncDispose]();
    done[Symbol.dispose]();
    const cancelled = defer(() => lines.push("cancelled"));
    cancelled.cancel();
    await cancelled[Symbol.asyncDispose]();
    expect(lines).toEqual(["done"]);
  });
});
