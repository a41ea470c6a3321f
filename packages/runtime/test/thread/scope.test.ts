/** `thread.scope`, names, parking and the rest behave as `std::thread` documents them. */

import { describe, expect, test } from "vitest";
import {
  Arc,
  AtomicI32,
  Box,
  type JoinHandle,
  MisuseError,
  MovedError,
  Mutex,
  PanicError,
  type Thread,
  thread,
  ThreadBuilder,
} from "freehold";

const tasks = new URL("tasks.mjs", import.meta.url);

describe("a scope", () => {
  test("gives what its function gives, when all of its threads have ended", async () => {
    const handles: JoinHandle<unknown>[] = [];
    const given = await thread.scope((scope) => {
      handles.push(
        scope.spawn(() => 1),
        scope.spawn(() => 2),
      );
      return "done";
    });
    expect([given, ...handles.map((handle) => handle.isFinished())]).toEqual(["done", true, true]);
  });

  test("waits for its threads when its function throws, and throws that", async () => {
    const handles: JoinHandle<unknown>[] = [];
    const failing = thread.scope((scope) => {
      handles.push(scope.spawn(() => 1));
      throw new RangeError("mine");
    });
    await expect(failing).rejects.toThrow(new RangeError("mine"));
    expect(handles[0]!.isFinished()).toBe(true);
  });

  test("panics when a thread that nobody joined has failed, with its failure as the cause", async () => {
    const failing = thread.scope((scope) => {
      scope.spawn(() => {
        throw new TypeError("theirs");
      });
    });
    const error = await failing.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PanicError);
    expect(error).toMatchObject({ message: "a scoped thread panicked", cause: { message: "theirs" } });
  });

  test("does not panic when the failure was joined", async () => {
    const given = await thread.scope(async (scope) => {
      const handle = scope.spawn(() => {
        throw new TypeError("theirs");
      });
      return handle.join().catch((error: unknown) => (error as Error).message);
    });
    expect(given).toBe("theirs");
  });

  test("refuses threads after its end", async () => {
    let kept: { spawn(body: () => number): unknown } | undefined;
    await thread.scope((scope) => void (kept = scope));
    expect(() => kept!.spawn(() => 1)).toThrow(MisuseError);
  });

  test("takes threads with a name", async () => {
    const name = await thread.scope((scope) =>
      ThreadBuilder.new()
        .name("reader")
        .spawnScoped(scope, (threads: typeof thread) => threads.current().name, thread)
        .join(),
    );
    expect(name).toBe("reader");
  });
});

describe("waiting without an event loop", () => {
  test("joinSync gives what the function gave", () => {
    expect(thread.spawn((n: number) => n + 1, 41).joinSync()).toBe(42);
  });

  test("joinSync gives a record with a handle in it", () => {
    using shared = Arc.new(5);
    const given = thread.spawn((shared: Arc<number>) => ({ when: new Date(0), shared }), shared).joinSync();
    using arrived = given.shared;
    expect([given.when.getTime(), arrived.get(), Arc.strongCount(shared)]).toEqual([0, 5, 2]);
  });

  test("joinSync gives what moves", () => {
    const handle = thread.spawn((box: Box<Uint8Array>) => box, Box.new(new Uint8Array([1, 2, 3])));
    using back = handle.joinSync();
    expect([...back.get()]).toEqual([1, 2, 3]);
  });

  test("joinSync throws what the function threw", () => {
    const handle = thread.spawn(() => {
      throw new RangeError("no");
    });
    expect(() => handle.joinSync()).toThrow(RangeError);
  });

  test("joinSync learns of a death, though no message can arrive", () => {
    const handle = thread.spawn(tasks, "leave");
    expect(() => handle.joinSync()).toThrow(expect.objectContaining({ name: "ThreadDiedError", reason: "exited" }));
  });

  test("a second join throws MovedError", () => {
    const handle = thread.spawn(() => 1);
    handle.joinSync();
    expect(() => handle.joinSync()).toThrow(MovedError);
  });

  test("a thread may spawn others and join them", async () => {
    const nested = (threads: typeof thread) => threads.spawn(() => 7).joinSync();
    expect(await thread.spawn(nested, thread).join()).toBe(7);
  });
});

describe("parking", () => {
  test("a token that is there already is taken, and park returns", () => {
    thread.current().unpark();
    thread.current().unpark();
    thread.park();
    thread.parkTimeout(1);
  });

  test("unpark wakes the thread that parks", async () => {
    const woken = Arc.new(AtomicI32.new(0));
    const handle = thread.spawn(
      (threads: typeof thread, woken: Arc<AtomicI32>) => {
        while (woken.get().load() === 0) threads.park();
        return "awake";
      },
      thread,
      woken,
    );
    woken.get().store(1);
    handle.thread().unpark();
    expect(await handle.join()).toBe("awake");
    woken[Symbol.dispose]();
  });

  test("a thread may be sent to another one, which wakes it", async () => {
    const waker = thread.spawn((main: Thread) => main.unpark(), thread.current());
    await thread.parkAsync();
    await waker.join();
  });

  test("waking a thread that has ended does nothing", async () => {
    const handle = thread.spawn(() => 1);
    const ended = handle.thread();
    await handle.join();
    ended.unpark();
    expect(ended.id).toBeGreaterThan(0);
  });

  test.for([-1, Number.NaN, "1"])("%s is no duration", (duration) => {
    expect(() => thread.parkTimeout(duration as number)).toThrow(MisuseError);
    expect(() => thread.sleep(duration as number)).toThrow(MisuseError);
  });
});

describe("who a thread is", () => {
  test("every thread has an id of its own, the same inside and outside", async () => {
    const handles = [1, 2, 3].map(() => thread.spawn((threads: typeof thread) => threads.current().id, thread));
    const outside = handles.map((handle) => handle.thread().id);
    const inside = await Promise.all(handles.map((handle) => handle.join()));
    expect(inside).toEqual(outside);
    expect(new Set([...inside, thread.current().id]).size).toBe(4);
  });

  test("without a builder it has no name", async () => {
    expect(await thread.spawn((threads: typeof thread) => threads.current().name, thread).join()).toBeUndefined();
  });

  test("there is at least one that can run", () => {
    expect(thread.availableParallelism()).toBeGreaterThan(0);
    thread.yieldNow();
    thread.sleep(0);
  });

  test("a heap that is full ends the thread alone", async () => {
    const handle = ThreadBuilder.new().heapSize(16_000_000).spawn(tasks, "fillMemory");
    await expect(handle.join()).rejects.toMatchObject({ name: "ThreadDiedError", reason: "out of memory" });
  });
});

describe("what a dead thread held", () => {
  test.for(["leaveLocked", "failLocked"])("is poisoned after %s, and nobody waits for ever", async (name) => {
    using mutex = Mutex.new(1);
    const handle = thread.spawn(tasks, name, mutex);
    await expect(handle.join()).rejects.toMatchObject({ name: "ThreadDiedError" });
    expect(mutex.isPoisoned()).toBe(true);
    mutex.clearPoison();
    expect(mutex.with((value) => value.value)).toBe(1);
  });

  test("is free while this thread does nothing but wait for it", () => {
    using mutex = Mutex.new(1);
    const handle = thread.spawn(tasks, "leaveLocked", mutex);
    expect(() => handle.joinSync()).toThrow(/left before/);
    expect(() => mutex.lock()).toThrow(expect.objectContaining({ name: "PoisonError" }));
  });

  test("arguments end with the function", async () => {
    using shared = Arc.new(5);
    expect(await thread.spawn((shared: Arc<number>) => shared.get(), shared).join()).toBe(5);
    expect(Arc.strongCount(shared)).toBe(1);
  });
});
