/** `thread.spawn` and `JoinHandle` behave as `std::thread` documents them. */

import { describe, expect, test } from "vitest";
import { Arc, MisuseError, MovedError, NotSendError, thread, ThreadDiedError } from "freehold";
import { caught } from "../caught.ts";

const tasks = new URL("tasks.mjs", import.meta.url);

test("what the function gives is what join gives", async () => {
  expect(await thread.spawn((a: number, b: number) => a + b, 1, 2).join()).toBe(3);
});

describe("the outcome", () => {
  test("of an async function is what it resolves to", async () => {
    expect(await thread.spawn(async (text: string) => `${text}!`, "done").join()).toBe("done!");
  });

  test("of a function of a module is known by its name", async () => {
    expect(await thread.spawn<number>(tasks, "twice", 21).join()).toBe(42);
  });

  test("of a method is known too", async () => {
    const object = {
      twice(this: void, n: number) {
        return 2 * n;
      },
    };
    expect(await thread.spawn(object.twice, 4).join()).toBe(8);
  });

  test("an error of the function is thrown by join, with its class, message, cause, fields and stack", async () => {
    const error = await thread
      .spawn(() => {
        throw Object.assign(new RangeError("too far", { cause: { distance: 7 } }), { code: 42 });
      })
      .join()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toMatchObject({ message: "too far", cause: { distance: 7 }, code: 42, stack: expect.stringContaining("too far") });
  });

  test("a rejection is thrown by join", async () => {
    await expect(thread.spawn(async () => Promise.reject(new TypeError("no"))).join()).rejects.toThrow(TypeError);
  });

  test("what is thrown may be anything that crosses", async () => {
    const thrown = await thread
      .spawn(() => {
        throw { code: 5 };
      })
      .join()
      .catch((reason: unknown) => reason);
    expect(thrown).toEqual({ code: 5 });
  });
});

describe("a thread that dies before its function is done", () => {
  test.for([
    ["exited", "leaves", "leave"],
    ["uncaught", "fails in a callback", "failLater"],
  ] as const)("%s: it %s", async ([reason, , name]) => {
    const handle = thread.spawn(tasks, name);
    const error = await handle.join().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ThreadDiedError);
    expect(error).toMatchObject({ reason });
  });

  test("terminated: wherever in its code it is", async () => {
    const handle = thread.spawn(() => {
      for (;;);
    });
    handle.terminate();
    await expect(handle.join()).rejects.toMatchObject({ name: "ThreadDiedError", reason: "terminated" });
    expect(handle.isFinished()).toBe(true);
  });
});

describe("the handle", () => {
  test("is moved by join", async () => {
    const handle = thread.spawn(() => 1);
    await handle.join();
    await expect(handle.join()).rejects.toThrow(MovedError);
  });

  test("waits at the end of its scope, and throws what the thread threw", async () => {
    const scope = async () => {
      await using _handle = thread.spawn(() => {
        throw new RangeError("no");
      });
    };
    await expect(scope()).rejects.toThrow(RangeError);
  });
});

describe("what cannot run in a thread", () => {
  test("a captured variable is named", () => {
    const captured = 1;
    expect(() => thread.spawn(() => captured)).toThrow(/captures `captured`.*give it as an argument/);
  });

  test.for([["a bound function", () => undefined]] as const)("%s is refused at once", ([, body]) => {
    expect(() => thread.spawn(body.bind(undefined))).toThrow(MisuseError);
  });

  test("a class, a generator and a native function are refused at once", () => {
    for (const body of [Date, class extends Array {}, function* () {}, Math.max])
      expect(() => thread.spawn(body as never)).toThrow(MisuseError);
  });

  test("an argument that cannot cross is named with its path", () => {
    const button = { handlers: [{ click: () => 1 }] };
    expect(caught(() => thread.spawn((given: unknown) => given, button))).toMatchObject({
      name: "NotSendError",
      message: expect.stringContaining("`args[0].handlers[0].click` is a function"),
    });
  });

  test("nor can a result that is a function come back", async () => {
    await expect(thread.spawn(() => () => 1).join()).rejects.toThrow(NotSendError);
  });

  test("arguments end all the same when there is no such function", async () => {
    using shared = Arc.new(1);
    await expect(thread.spawn(tasks, "nobody", shared).join()).rejects.toThrow(MisuseError);
    expect(Arc.strongCount(shared)).toBe(1);
  });

  test("a module without the export says so", async () => {
    await expect(thread.spawn(tasks, "nobody").join()).rejects.toThrow(/has no function of the name `nobody`/);
  });
});
