/** `Once`, `OnceLock`, `LazyLock`, `Condvar`, `Barrier` and `Semaphore` behave as they are documented. */

import { describe, expect, test } from "vitest";
import {
  Barrier,
  BorrowMutError,
  Condvar,
  DeadlockError,
  drop,
  DroppedError,
  LazyLock,
  MisuseError,
  Mutex,
  NotSendError,
  Once,
  OnceLock,
  PoisonError,
  Semaphore,
  TimeoutError,
} from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { startThread } from "./threads.ts";

leavesNothingAlive();

describe("Once", () => {
  test("runs only the first function", () => {
    using once = Once.new();
    const ran: string[] = [];
    once.callOnce(() => ran.push("first"));
    once.callOnce(() => ran.push("second"));
    expect([ran, once.isCompleted()]).toEqual([["first"], true]);
  });

  test("is poisoned by a function that throws", () => {
    using once = Once.new();
    expect(() => once.callOnce(failing)).toThrow(RangeError);
    expect(once.isCompleted()).toBe(false);
    expect(() => once.callOnce(() => undefined)).toThrow(PoisonError);
    expect(() => once.wait()).toThrow(PoisonError);
  });

  test("callOnceForce tries again, and is told why", () => {
    using once = Once.new();
    expect(() => once.callOnce(failing)).toThrow(RangeError);
    const seen: boolean[] = [];
    once.callOnceForce(({ isPoisoned }) => seen.push(isPoisoned));
    once.callOnceForce(({ isPoisoned }) => seen.push(isPoisoned));
    once.callOnce(() => seen.push(false));
    expect([seen, once.isCompleted()]).toEqual([[true], true]);
  });

  test("that needs itself is an error", () => {
    using once = Once.new();
    expect(() => once.callOnce(() => once.callOnce(() => undefined))).toThrow(DeadlockError);
  });

  test("runs in one of several threads", async () => {
    using once = Once.new();
    using count = Mutex.new(0);
    const body = `handles[0].callOnce(() => handles[1].with((content) => { content.value += 1; })); return handles[0].isCompleted();`;
    const threads = [1, 2, 3].map(() => startThread(body, [once, count]));
    expect(await Promise.all(threads.map(({ result }) => result))).toEqual([true, true, true]);
    expect(count.with((content) => content.value)).toBe(1);
  });
});

describe("OnceLock", () => {
  test.for<readonly [string, unknown]>([
    ["a number", 5],
    ["a text", "text"],
    ["a record", { x: 1, on: true }],
    ["a list", [1, [2]]],
    ["null", null],
  ])("holds %s", ([, value]) => {
    using lock = OnceLock.from(value);
    expect(lock.get()).toEqual(value);
  });

  test("is empty until it is set, once", () => {
    using lock = OnceLock.new<number>();
    expect([lock.get(), lock.set(1), lock.set(2), lock.get()]).toEqual([undefined, true, false, 1]);
  });

  test("gives the same at each call", () => {
    using lock = OnceLock.from([1]);
    expect(lock.get()).toBe(lock.getOrInit(() => [2]));
  });

  test("stays empty when its initialiser throws", () => {
    using lock = OnceLock.new<number>();
    expect(() => lock.getOrInit(failing)).toThrow(RangeError);
    expect([lock.get(), lock.getOrInit(() => 3)]).toEqual([undefined, 3]);
  });

  test("stays empty when its value cannot be shared", () => {
    using lock = OnceLock.new<unknown>();
    expect(() => lock.set(() => 1)).toThrow(NotSendError);
    expect(lock.set(1)).toBe(true);
  });

  test("whose initialiser needs it is an error", () => {
    using lock = OnceLock.new<number>();
    expect(() => lock.getOrInit(() => lock.getOrInit(() => 1))).toThrow(DeadlockError);
  });

  test("gives its value away", () => {
    expect([OnceLock.from({ x: 1 }).intoInner(), OnceLock.new().intoInner()]).toEqual([{ x: 1 }, undefined]);
  });

  test("gives nothing away while others have handles", async () => {
    using lock = OnceLock.from(1);
    await startThread(`return 1;`, [lock]).result;
    expect(() => lock.intoInner()).toThrow(BorrowMutError);
  });

  test("wait gives what another thread sets", async () => {
    using lock = OnceLock.new<string>();
    const { result } = startThread(`return handles[0].wait();`, [lock]);
    lock.set("from here");
    expect(await result).toBe("from here");
  });
});

describe("LazyLock", () => {
  test("makes its value when it is needed, once", () => {
    let made = 0;
    using lazy = LazyLock.new(() => {
      made += 1;
      return made;
    });
    expect([made, lazy.get(), LazyLock.force(lazy), made]).toEqual([0, 1, 1, 1]);
  });

  test("tries again after a failure", () => {
    let tries = 0;
    using lazy = LazyLock.new(() => {
      tries += 1;
      return tries === 1 ? failing() : tries;
    });
    expect(() => lazy.get()).toThrow(RangeError);
    expect(lazy.get()).toBe(2);
  });

  test("is made before it is sent", async () => {
    using lazy = LazyLock.new(() => "made here");
    expect(await startThread(`return handles[0].get();`, [lazy]).result).toBe("made here");
  });

  test("is dead after its drop", () => {
    const lazy = LazyLock.new(() => 1);
    drop(lazy);
    expect(() => lazy.get()).toThrow(DroppedError);
  });
});

describe("Condvar", () => {
  test("waits until another thread has notified", async () => {
    using flag = Mutex.new(false);
    using changed = Condvar.new();
    const waits = `
      const guard = handles[0].lock();
      handles[1].waitWhile(guard, (isSet) => !isSet);
      const { value } = guard;
      guard[Symbol.dispose]();
      return value;`;
    const threads = [1, 2].map(() => startThread(waits, [flag, changed]));
    flag.with((content) => {
      content.value = true;
    });
    changed.notifyAll();
    expect(await Promise.all(threads.map(({ result }) => result))).toEqual([true, true]);
  });

  test("notifyOne wakes one after the other", async () => {
    using count = Mutex.new(0);
    using changed = Condvar.new();
    const takes = `
      const guard = handles[0].lock();
      handles[1].waitWhile(guard, (left) => left === 0);
      guard.value -= 1;
      guard[Symbol.dispose]();
      return 1;`;
    const threads = [1, 2].map(() => startThread(takes, [count, changed]));
    for (const _ of threads) {
      count.with((content) => {
        content.value += 1;
      });
      changed.notifyOne();
    }
    await Promise.all(threads.map(({ result }) => result));
    expect(count.with((content) => content.value)).toBe(0);
  });

  test("waitTimeout gives false when nobody notifies, and has the lock again", () => {
    using mutex = Mutex.new(1);
    using changed = Condvar.new();
    using guard = mutex.lock();
    expect([changed.waitTimeout(guard, 1), guard.value, mutex.tryLock()]).toEqual([false, 1, undefined]);
  });

  test("waitTimeoutWhile gives true when the condition ends, false when the time does", () => {
    using mutex = Mutex.new(1);
    using changed = Condvar.new();
    using guard = mutex.lock();
    expect([changed.waitTimeoutWhile(guard, 1, () => true), changed.waitTimeoutWhile(guard, 1, () => false)]).toEqual([false, true]);
  });

  test("waitWhile does not wait when the condition does not hold", () => {
    using mutex = Mutex.new(1);
    using changed = Condvar.new();
    using guard = mutex.lock();
    expect(changed.waitWhile(guard, (value) => value !== 1)).toBe(guard);
  });

  test("writes back what the guard lent before it sleeps", () => {
    using mutex = Mutex.new([1]);
    using changed = Condvar.new();
    using guard = mutex.lock();
    guard.value.push(2);
    changed.waitTimeout(guard, 1);
    expect(guard.value).toEqual([1, 2]);
  });

  test("needs a live guard", () => {
    using mutex = Mutex.new(1);
    using changed = Condvar.new();
    const guard = mutex.lock();
    drop(guard);
    expect(() => changed.wait(guard)).toThrow(DroppedError);
    expect(() => changed.wait({} as never)).toThrow(MisuseError);
  });

  test("notifying nobody does nothing", () => {
    using changed = Condvar.new();
    changed.notifyOne();
    changed.notifyAll();
    using mutex = Mutex.new(1);
    using guard = mutex.lock();
    expect(changed.waitTimeout(guard, 1)).toBe(false);
  });
});

describe("Barrier", () => {
  test("of one waits for nobody, and leads", () => {
    using barrier = Barrier.new(1);
    expect([barrier.wait(), barrier.wait()]).toEqual([{ isLeader: true }, { isLeader: true }]);
  });

  test("of none is as one of one", () => {
    using barrier = Barrier.new(0);
    expect(barrier.wait()).toEqual({ isLeader: true });
  });

  test("has exactly one leader at each meeting", async () => {
    using barrier = Barrier.new(3);
    const body = `return [handles[0].wait().isLeader, handles[0].wait().isLeader];`;
    const results = (await Promise.all([1, 2, 3].map(() => startThread(body, [barrier]).result))) as boolean[][];
    expect([0, 1].map((meeting) => results.filter((result) => result[meeting]).length)).toEqual([1, 1]);
  });

  test("a thread that gave up counts as not there", () => {
    using barrier = Barrier.new(2);
    expect(() => barrier.waitFor(1)).toThrow(TimeoutError);
    expect(() => barrier.waitFor(1)).toThrow(TimeoutError);
  });

  test.for([-1, 1.5, 65_536, Number.NaN])("of %s threads is refused", (count) => {
    expect(() => Barrier.new(count)).toThrow(MisuseError);
  });
});

describe("Semaphore", () => {
  test("gives as many permits as it has", () => {
    using semaphore = Semaphore.new(2);
    const permits = [semaphore.acquire(), semaphore.tryAcquire()];
    expect([semaphore.tryAcquire(), semaphore.availablePermits()]).toEqual([undefined, 0]);
    drop(permits);
    expect(semaphore.availablePermits()).toBe(2);
  });

  test("a permit that is dropped twice is given back once", () => {
    using semaphore = Semaphore.new(1);
    const permit = semaphore.acquire();
    drop(permit);
    drop(permit);
    expect(semaphore.availablePermits()).toBe(1);
  });

  test("acquireFor throws TimeoutError when none is free", () => {
    using semaphore = Semaphore.new(0);
    expect(() => semaphore.acquireFor(1)).toThrow(TimeoutError);
  });

  test("acquireAsync waits for another task", async () => {
    using semaphore = Semaphore.new(1);
    const permit = semaphore.acquire();
    const waiting = semaphore.acquireAsync();
    drop(permit);
    drop(await waiting);
    expect(semaphore.availablePermits()).toBe(1);
  });

  test("one that gave up takes no other's turn", async () => {
    using semaphore = Semaphore.new(0);
    await expect(semaphore.acquireAsync({ timeout: 1 })).rejects.toThrow(TimeoutError);
    const [gaveUp, next] = [semaphore.acquireAsync({ signal: AbortSignal.timeout(1) }), semaphore.acquireAsync()];
    await expect(gaveUp).rejects.toThrow("aborted due to timeout");
    semaphore.addPermits(1);
    drop(await next);
  });

  test("no wake-up is lost between threads that take turns", async () => {
    using semaphore = Semaphore.new(1);
    using count = Mutex.new(0);
    const body = `
      for (let left = 500; left > 0; left--) {
        const permit = handles[0].acquire();
        handles[1].with((content) => { content.value += 1; });
        permit[Symbol.dispose]();
      }
      return 1;`;
    await Promise.all([1, 2, 3].map(() => startThread(body, [semaphore, count]).result));
    expect([count.with((content) => content.value), semaphore.availablePermits()]).toEqual([1500, 1]);
  });

  test.for([-1, 1.5, 2 ** 31])("of %s permits is refused", (permits) => {
    expect(() => Semaphore.new(permits)).toThrow(MisuseError);
  });
});

function failing(): never {
  throw new RangeError("half way");
}
