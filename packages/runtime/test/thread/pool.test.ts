/** A `Pool` runs tasks as threads do, in threads that are there already. */

import { describe, expect, test } from "vitest";
import { Arc, AtomicI32, DroppedError, MisuseError, Mutex, NotSendError, Pool, thread, ThreadDiedError } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

const tasks = new URL("tasks.mjs", import.meta.url);

const identity = (value: unknown): unknown => value;

describe("what a task is given and gives", () => {
  const shared = { name: "shared" };
  const cyclic: unknown[] = [1];
  cyclic.push(cyclic);

  test.for<readonly [string, unknown]>([
    ["nothing", undefined],
    ["a number", 1.5],
    ["minus zero", -0],
    ["a large integer", 2n ** 70n],
    ["a text", "Grüße 🦀"],
    ["a record", { a: 1, b: { c: [true, null] } }],
    ["a map and a set", [new Map([[{ key: 1 }, "value"]]), new Set([1, "two"])]],
    ["a date", new Date(0)],
    ["an array with a hole", Object.assign([1], { 2: 3 })],
    ["one object twice", [shared, shared]],
    ["a cycle", cyclic],
    ["bytes", new Uint8Array([1, 2, 3])],
    ["more bytes than a mailbox holds", new Uint8Array(100_000).fill(7)],
    ["an error with its class and cause", new RangeError("far", { cause: { by: 3 } })],
  ])("%s crosses in both ways, for run and runSync", async ([, value]) => {
    await using pool = Pool.new({ size: 1 });
    expect(await pool.run(identity, value)).toEqual(value);
    expect(pool.runSync(identity, value)).toEqual(value);
  });

  test("is shared where handles are", async () => {
    await using pool = Pool.new({ size: 2 });
    using counter = Arc.new(Mutex.new(0));
    const increment = (counter: Arc<Mutex<number>>) => counter.get().with((count) => void (count.value += 1));
    await Promise.all(Array.from({ length: 40 }, () => pool.run(increment, counter)));
    expect([counter.get().with((count) => count.value), Arc.strongCount(counter)]).toEqual([40, 1]);
  });

  test("is shared where memory is", async () => {
    await using pool = Pool.new({ size: 1 });
    const memory = new SharedArrayBuffer(8);
    await pool.run((memory: SharedArrayBuffer) => void new Uint8Array(memory).fill(9), memory);
    expect([...new Uint8Array(memory)]).toEqual([9, 9, 9, 9, 9, 9, 9, 9]);
  });

  test("moves where only one may have it, also for a task that waits", async () => {
    await using pool = Pool.new({ size: 1 });
    const answer = (port: MessagePort, text: string) => {
      port.postMessage(text);
      return port;
    };
    const ends = ["first", "second", "third"].map((text) => {
      const { port1, port2 } = new MessageChannel();
      return {
        heard: new Promise((resolve) => port1.addEventListener("message", ({ data }) => resolve(data), { once: true })),
        port1,
        port2,
        text,
      };
    });
    const back = await Promise.all(ends.map(({ port2, text }) => pool.run(answer, port2, text)));
    for (const { port1 } of ends) port1.start();
    expect(await Promise.all(ends.map(({ heard }) => heard))).toEqual(["first", "second", "third"]);
    for (const port of back) port.close();
  });

  test("may be a promise's", async () => {
    await using pool = Pool.new({ size: 1 });
    expect(await pool.run(async (n: number) => n + 1, 1)).toBe(2);
    expect(pool.runSync(async (n: number) => n + 1, 1)).toBe(2);
  });

  test("may be a module's function, which keeps what it had", async () => {
    await using pool = Pool.new({ size: 1 });
    expect([await pool.run(tasks, "countTurns"), pool.runSync(tasks, "countTurns"), await pool.run(tasks, "twice", 4)]).toEqual([1, 2, 8]);
  });
});

describe("what a task throws", () => {
  test("rejects with its class, cause and stack", async () => {
    await using pool = Pool.new({ size: 1 });
    const fail = function failing() {
      throw new RangeError("too far", { cause: 7 });
    };
    const thrown = { name: "RangeError", message: "too far", cause: 7, stack: expect.stringContaining("failing") };
    await expect(pool.run(fail)).rejects.toMatchObject(thrown);
    expect(caught(() => pool.runSync(fail))).toMatchObject(thrown);
    expect(await pool.run(identity, "the thread lives on")).toBe("the thread lives on");
  });

  test("may be nothing that can cross", async () => {
    await using pool = Pool.new({ size: 1 });
    await expect(
      pool.run(() => {
        throw Object.assign(new Error("with a function"), { cause: () => 1 });
      }),
    ).rejects.toThrow("with a function");
    await expect(pool.run(() => () => 1)).rejects.toThrow(NotSendError);
  });

  test("names what it has captured", async () => {
    await using pool = Pool.new({ size: 1 });
    const captured = 1;
    await expect(pool.run(() => captured)).rejects.toThrow(/captures `captured`/);
  });

  test("is told at once when its arguments cannot cross", async () => {
    await using pool = Pool.new({ size: 1 });
    await expect(pool.run(identity, { click: () => 1 })).rejects.toThrow(/`args\[0\]\.click` is a function/);
    expect(() => pool.runSync(identity, Symbol("key"))).toThrow(NotSendError);
    expect(pool.available()).toBe(1);
  });

  test.for([undefined, 1, {}])("%s is nothing that can be run", async (work) => {
    await using pool = Pool.new({ size: 1 });
    await expect(pool.run(work as never)).rejects.toThrow(MisuseError);
    expect(() => pool.runSync(work as never)).toThrow(MisuseError);
  });

  test.for(["nobody", "toString"])("a module has no function %s", async (name) => {
    await using pool = Pool.new({ size: 1 });
    await expect(pool.run(tasks, name)).rejects.toThrow(MisuseError);
  });
});

describe("a thread that dies", () => {
  test.for([
    ["exited", "leave"],
    ["uncaught", "failLater"],
  ] as const)("%s: its task rejects, and another thread takes its place", async ([reason, name]) => {
    await using pool = Pool.new({ size: 1 });
    const failed = await pool.run(tasks, name).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ThreadDiedError);
    expect(failed).toMatchObject({ reason });
    expect(await pool.run(tasks, "countTurns")).toBe(1);
  });

  test("fails no other task", async () => {
    await using pool = Pool.new({ size: 2 });
    const outcomes = await Promise.allSettled([
      pool.run(tasks, "leave"),
      ...[1, 2, 3, 4, 5].map((n) => pool.run(tasks, "twice", n)),
      pool.run(tasks, "leave"),
      pool.run(tasks, "twice", 6),
    ]);
    expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual([false, true, true, true, true, true, false, true]);
  });

  test("is learnt of without the event loop", async () => {
    await using pool = Pool.new({ size: 1 });
    expect(caught(() => pool.runSync(tasks, "leave"))).toMatchObject({ name: "ThreadDiedError", reason: "exited" });
    expect(pool.runSync(tasks, "twice", 2)).toBe(4);
  });

  test("frees and poisons what it has locked", async () => {
    await using pool = Pool.new({ size: 1 });
    using mutex = Mutex.new(1);
    await expect(pool.run(tasks, "leaveLocked", mutex)).rejects.toThrow(ThreadDiedError);
    expect(mutex.isPoisoned()).toBe(true);
  });
});

describe("how many there are", () => {
  test("as many as asked for, and as many as can run without", async () => {
    await using three = Pool.new({ size: 3 });
    await using many = Pool.new();
    expect([three.size, three.available(), many.size]).toEqual([3, 3, thread.availableParallelism()]);
  });

  test("the available ones have no task, and none waits", async () => {
    await using pool = Pool.new({ size: 2 });
    using gate = Arc.new(AtomicI32.new(0));
    const wait = (gate: Arc<AtomicI32>, threads: typeof thread) => {
      while (gate.get().load() === 0) threads.yieldNow();
    };
    const waiting = [1, 2, 3].map(() => pool.run(wait, gate, thread));
    expect(pool.available()).toBe(0);
    gate.get().store(1);
    await Promise.all(waiting);
    expect(pool.available()).toBe(2);
  });

  test("tasks run in the order in which they were given", async () => {
    await using pool = Pool.new({ size: 1 });
    expect(await Promise.all(Array.from({ length: 50 }, () => pool.run(tasks, "countTurns")))).toEqual(
      Array.from({ length: 50 }, (_, n) => n + 1),
    );
  });

  test.for([0, -1, 1.5, Number.NaN, "2", null])("%s is no number of threads", (size) => {
    expect(() => Pool.new({ size: size as number })).toThrow(MisuseError);
  });

  test("a thread may have a pool of its own", async () => {
    const nested = async (pools: typeof Pool) => {
      const pool = pools.new({ size: 1 });
      const doubled = await pool.run((n: number) => n * 2, 21);
      await pool[Symbol.asyncDispose]();
      return doubled;
    };
    expect(await thread.spawn(nested, Pool).join()).toBe(42);
  });
});

describe("the end", () => {
  test("of `await using` waits for every task", async () => {
    using done = Arc.new(AtomicI32.new(0));
    const runs: Promise<unknown>[] = [];
    {
      await using pool = Pool.new({ size: 1 });
      for (let n = 0; n < 5; n++) runs.push(pool.run((done: Arc<AtomicI32>) => void done.get().fetchAdd(1), done));
    }
    expect([done.get().load(), Arc.strongCount(done)]).toEqual([5, 1]);
    await Promise.all(runs);
  });

  test("of `using` rejects what waits, and lets what runs come to its end", async () => {
    using done = Arc.new(AtomicI32.new(0));
    const given = () => {
      using pool = Pool.new({ size: 1 });
      return [1, 2, 3].map(() => pool.run((done: Arc<AtomicI32>) => done.get().fetchAdd(1), done));
    };
    const outcomes = await Promise.allSettled(given());
    expect(outcomes[0]).toEqual({ status: "fulfilled", value: 0 });
    expect(outcomes.slice(1)).toMatchObject([{ reason: expect.any(DroppedError) }, { reason: expect.any(DroppedError) }]);
    expect([done.get().load(), Arc.strongCount(done)]).toEqual([1, 1]);
  });

  test("comes once, and nothing runs afterwards", async () => {
    const pool = Pool.new({ size: 1 });
    await pool[Symbol.asyncDispose]();
    await pool[Symbol.asyncDispose]();
    pool[Symbol.dispose]();
    await expect(pool.run(identity, 1)).rejects.toThrow(DroppedError);
    expect(() => pool.runSync(identity, 1)).toThrow(DroppedError);
    expect(() => pool.available()).toThrow(DroppedError);
  });
});
