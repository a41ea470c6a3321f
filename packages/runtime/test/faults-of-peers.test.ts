/**
 * Faults that packages with the same promises are known for, each by name. The tests here say what happens instead; what proves it for all
 * cases is named beside them.
 */

import { describe, expect, test } from "vitest";
import {
  Box,
  channel,
  drop,
  DroppedError,
  Mutex,
  PoisonError,
  Rc,
  RefCell,
  RwLock,
  Semaphore,
  syncChannel,
  thread,
  ThreadDiedError,
  TimeoutError,
} from "freehold";
import { leavesNothingAlive } from "./leaves-nothing-alive.ts";
import { Noisy } from "./noisy.ts";

leavesNothingAlive();

/** Every interleaving of three threads: `testing/schedule/suites/semaphore-word.ts`. */
test("a semaphore that loses a wake-up: two threads that wake each other in turn both come to their end", async () => {
  using ping = Semaphore.new(1);
  using pong = Semaphore.new(0);
  const tasks = new URL("sync/tasks.mjs", import.meta.url);
  await thread.scope((scope) => {
    scope.spawn(tasks, "passOn", ping, pong, 2000);
    scope.spawn(tasks, "passOn", pong, ping, 2000);
  });
  expect([ping.availablePermits(), pong.availablePermits()]).toEqual([1, 0]);
});

/** All kinds of values, and between threads: `channel/threads.test.ts`. */
describe("a channel that breaks on some values", () => {
  test.for<readonly [name: string, message: unknown]>([
    ["null", null],
    ["undefined", undefined],
    ["a date", new Date(0)],
    ["a map", new Map([["key", new Set([1])]])],
    ["a big integer", 2n ** 70n],
  ])("%s comes out as it went in", ([, message]) => {
    const [sender, receiver] = channel<unknown>();
    sender.send(message);
    expect(receiver.recv()).toEqual(message);
    drop([sender, receiver]);
  });
});

/** Deaths at every operation: `testing/schedule/suites/lock-word.ts` and `npm run stress:kill`. */
describe("a holder that fails locks for ever, or says nothing of what it left", () => {
  test("one that throws in `with` leaves a lock that is free and poisoned", () => {
    using mutex = Mutex.new(0);
    expect(() => mutex.with(failing)).toThrow(RangeError);
    expect(() => mutex.lock()).toThrow(PoisonError);
    expect(mutex.isPoisoned()).toBe(true);
  });

  test("one that throws past its `using` leaves a lock that is free", () => {
    using mutex = Mutex.new(0);
    expect(() => {
      using _guard = mutex.lock();
      failing();
    }).toThrow(RangeError);
    drop(mutex.tryLock()!);
  });

  test("a thread that ends while it holds the lock leaves it free and poisoned", async () => {
    using mutex = Mutex.new(0);
    const leaving = thread.spawn(new URL("thread/tasks.mjs", import.meta.url), "leaveLocked", mutex);
    await expect(leaving.join()).rejects.toThrow(ThreadDiedError);
    expect(() => mutex.lock()).toThrow(PoisonError);
  });
});

/** Where each may end late, and what the error tells: `sync/mutex.test.ts`, `sync/rw-lock.test.ts`, `sync/once-and-others.test.ts`. */
describe("waiting without an end", () => {
  test("for a lock is over after the time that was given", async () => {
    using mutex = Mutex.new(0);
    using _guard = mutex.lock();
    await expect(mutex.lockAsync({ timeout: 1 })).rejects.toThrow(TimeoutError);
  });

  test("for readers is, too", async () => {
    using lock = RwLock.new(0);
    using _guard = lock.read();
    await expect(lock.writeAsync({ timeout: 1 })).rejects.toThrow(TimeoutError);
  });

  test("for a permit is, too", () => {
    using semaphore = Semaphore.new(0);
    expect(() => semaphore.acquireFor(1)).toThrow(TimeoutError);
  });

  test("for a message or a place for one is, too", () => {
    const [sender, receiver] = syncChannel<number>(1);
    expect(receiver.recvTimeout(1)).toBeUndefined();
    sender.send(1);
    expect(sender.sendTimeout(2, 1)).toBe(false);
    drop([sender, receiver]);
  });
});

/** Values of every layout: `sync/lock-values.test.ts`. */
describe("what a guard lent stays writable after the release", () => {
  test("a number cannot be read or written any more", () => {
    using mutex = Mutex.new(1);
    const guard = mutex.lock();
    drop(guard);
    expect(() => guard.value).toThrow(DroppedError);
    expect(() => (guard.value = 2)).toThrow(DroppedError);
  });

  test("the view of a record is dead", () => {
    using mutex = Mutex.new({ x: 1 });
    const guard = mutex.lock();
    const view = guard.value;
    drop(guard);
    expect(() => view.x).toThrow(DroppedError);
    expect(() => (view.x = 2)).toThrow(DroppedError);
  });

  test("a copy is nobody's but the reader's", () => {
    using mutex = Mutex.new([1]);
    const guard = mutex.lock();
    const list = guard.value;
    drop(guard);
    list.push(2);
    expect(mutex.with(({ value }) => value)).toEqual([1]);
  });
});

/** Random sequences of operations: `npm run test:sequences`. */
describe("a second disposal runs the destructor again", () => {
  test.for<readonly [name: string, own: (value: Noisy) => Disposable]>([
    ["Box", (value) => Box.new(value)],
    ["Rc", (value) => Rc.new(value)],
    ["RefCell", (value) => RefCell.new(value)],
    ["Drop", (value) => value],
  ])("of a `%s` does nothing", ([, own]) => {
    const dropped: string[] = [];
    const owner = own(new Noisy("value", dropped));
    owner[Symbol.dispose]();
    owner[Symbol.dispose]();
    expect(dropped).toEqual(["value"]);
  });

  test("of a guard does not release the lock of another", () => {
    using mutex = Mutex.new(0);
    const first = mutex.lock();
    first[Symbol.dispose]();
    using _second = mutex.lock();
    first[Symbol.dispose]();
    expect(mutex.tryLock()).toBeUndefined();
  });
});

/** All methods of all types, on what is no receiver: `misuse.test.ts`. */
describe("a value can be had after the disposal", () => {
  test.for<readonly [name: string, use: () => unknown]>([
    [
      "Box",
      usedAfterDrop(
        () => Box.new(1),
        (box) => box.get(),
      ),
    ],
    [
      "Rc",
      usedAfterDrop(
        () => Rc.new(1),
        (rc) => rc.get(),
      ),
    ],
    [
      "RefCell",
      usedAfterDrop(
        () => RefCell.new(1),
        (refCell) => refCell.borrow(),
      ),
    ],
    [
      "Mutex",
      usedAfterDrop(
        () => Mutex.new(1),
        (mutex) => mutex.lock(),
      ),
    ],
    [
      "Semaphore",
      usedAfterDrop(
        () => Semaphore.new(1),
        (semaphore) => semaphore.tryAcquire(),
      ),
    ],
  ])("of a `%s` throws `DroppedError`", ([, use]) => {
    expect(use).toThrow(DroppedError);
  });
});

function usedAfterDrop<T extends Disposable>(make: () => T, use: (owner: T) => unknown): () => unknown {
  return () => {
    const owner = make();
    drop(owner);
    return use(owner);
  };
}

function failing(): never {
  throw new RangeError("half way");
}
