/** `Mutex` behaves as `std::sync::Mutex` is documented, as far as one thread can see. */

import { describe, expect, test } from "vitest";
import {
  BorrowMutError,
  DeadlockError,
  drop,
  DroppedError,
  forget,
  MovedError,
  Mutex,
  PoisonError,
  TimeoutError,
  type MutexGuard,
} from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

describe("lock", () => {
  test("gives a guard that reads and writes", () => {
    const mutex = Mutex.new(1);
    {
      using guard = mutex.lock();
      guard.value += 1;
      expect(guard.value).toBe(2);
    }
    expect(mutex.intoInner()).toBe(2);
  });

  test("can be taken again once the guard is dropped", () => {
    using mutex = Mutex.new(0);
    drop(mutex.lock());
    using guard = mutex.lock();
    expect(guard.value).toBe(0);
  });

  test("is released when the scope throws, without poison", () => {
    using mutex = Mutex.new(0);
    expect(() => {
      using guard = mutex.lock();
      guard.value = 1;
      throw new RangeError("half way");
    }).toThrow(RangeError);
    expect([mutex.isPoisoned(), mutex.with((content) => content.value)]).toEqual([false, 1]);
  });

  test("twice in one thread is an error, not a hang", () => {
    using mutex = Mutex.new(0);
    using _guard = mutex.lock();
    expect(() => mutex.lock()).toThrow(DeadlockError);
    expect(() => mutex.lockFor(1000)).toThrow(DeadlockError);
    expect(() => mutex.with(() => undefined)).toThrow(DeadlockError);
  });

  test("of two locks at once is fine", () => {
    using first = Mutex.new(1);
    using second = Mutex.new(2);
    using one = first.lock();
    using two = second.lock();
    expect(one.value + two.value).toBe(3);
  });
});

describe("tryLock", () => {
  test("gives a guard when nobody has the lock", () => {
    using mutex = Mutex.new(3);
    using guard = mutex.tryLock();
    expect(guard?.value).toBe(3);
  });

  test("gives undefined while somebody has it, even the same thread", () => {
    using mutex = Mutex.new(3);
    using _guard = mutex.lock();
    expect(mutex.tryLock()).toBe(undefined);
  });

  test("throws PoisonError for a poisoned lock", () => {
    using mutex = poisonedMutex(3);
    expect(() => mutex.tryLock()).toThrow(PoisonError);
  });
});

describe("with", () => {
  test("gives what its function gives", () => {
    using mutex = Mutex.new(3);
    expect(mutex.with((content) => content.value * 2)).toBe(6);
  });

  test("lends nothing beyond its end", () => {
    using mutex = Mutex.new(3);
    const kept = mutex.with((content) => content);
    expect(() => kept.value).toThrow(DroppedError);
    expect(() => {
      kept.value = 4;
    }).toThrow(DroppedError);
  });

  test("throws what its function throws, and poisons", () => {
    using mutex = Mutex.new(3);
    const error = new RangeError("half way");
    expect(caught(() => mutex.with(() => throwing(error)))).toBe(error);
    expect(mutex.isPoisoned()).toBe(true);
  });
});

describe("poison", () => {
  test("makes lock throw, and leaves the lock free", () => {
    using mutex = poisonedMutex(3);
    for (let round = 0; round < 3; round++) expect(() => mutex.lock()).toThrow(PoisonError);
  });

  test.for<readonly [string, (mutex: Mutex<number>) => unknown]>([
    ["lock", (mutex) => mutex.lock()],
    ["lockFor", (mutex) => mutex.lockFor(1000)],
    ["with", (mutex) => mutex.with(() => 1)],
    ["intoInner", (mutex) => mutex.intoInner()],
  ])("%s throws PoisonError", ([, use]) => {
    using mutex = poisonedMutex(3);
    expect(() => use(mutex)).toThrow(PoisonError);
  });

  test("lockAsync rejects with PoisonError", async () => {
    using mutex = poisonedMutex(3);
    await expect(mutex.lockAsync()).rejects.toThrow(PoisonError);
  });

  test("is passed by intoInner of the error, which has the lock", () => {
    using mutex = poisonedMutex(3);
    const error = caught(() => mutex.lock()) as PoisonError<MutexGuard<number>>;
    using guard = error.intoInner();
    expect(guard.value).toBe(3);
    expect(() => mutex.lock()).toThrow(DeadlockError);
  });

  test("stays after a holder that did not fail", () => {
    using mutex = poisonedMutex(3);
    drop((caught(() => mutex.lock()) as PoisonError<MutexGuard<number>>).intoInner());
    expect(mutex.isPoisoned()).toBe(true);
  });

  test("ends with clearPoison", () => {
    using mutex = poisonedMutex(3);
    mutex.clearPoison();
    expect([mutex.isPoisoned(), mutex.with((content) => content.value)]).toEqual([false, 3]);
  });

  test("keeps what was written before the throw", () => {
    using mutex = Mutex.new(3);
    expect(() =>
      mutex.with((content) => {
        content.value = 4;
        throwing(new RangeError("half way"));
      }),
    ).toThrow(RangeError);
    mutex.clearPoison();
    expect(mutex.intoInner()).toBe(4);
  });

  test("is not there after a fresh start", () => {
    using mutex = Mutex.new(3);
    expect(mutex.isPoisoned()).toBe(false);
  });
});

describe("time-outs", () => {
  test("lockFor gives a guard at once when nobody has the lock", () => {
    using mutex = Mutex.new(3);
    using guard = mutex.lockFor(0);
    expect(guard.value).toBe(3);
  });

  test("lockAsync rejects with TimeoutError, and leaves no trace", async () => {
    using mutex = Mutex.new(3);
    {
      using _guard = mutex.lock();
      await expect(mutex.lockAsync({ timeout: 1 })).rejects.toThrow(TimeoutError);
    }
    using guard = mutex.lock();
    expect(guard.value).toBe(3);
  });

  test("lockAsync rejects with the reason of its signal", async () => {
    using mutex = Mutex.new(3);
    using _guard = mutex.lock();
    const controller = new AbortController();
    const waiting = mutex.lockAsync({ signal: controller.signal });
    controller.abort(new RangeError("enough"));
    await expect(waiting).rejects.toThrow(RangeError);
  });

  test("lockAsync with a signal that is aborted already does not lock", async () => {
    using mutex = Mutex.new(3);
    await expect(mutex.lockAsync({ signal: AbortSignal.abort(new RangeError("enough")) })).rejects.toThrow(RangeError);
    using guard = mutex.lock();
    expect(guard.value).toBe(3);
  });
});

describe("lockAsync", () => {
  test("waits for another task of the same thread", async () => {
    using mutex = Mutex.new<readonly string[]>([]);
    await Promise.all(["a", "b", "c"].map((name) => inTurn(mutex, name)));
    const entries = mutex.with((content) => content.value);
    expect(entries.map((entry) => entry.slice(1))).toEqual([" in", " out", " in", " out", " in", " out"]);
  });

  test("lets the next one in when one before it has given up", async () => {
    using mutex = Mutex.new(0);
    const guard = mutex.lock();
    const controller = new AbortController();
    const [gaveUp, next] = [mutex.lockAsync({ signal: controller.signal }), mutex.lockAsync()];
    controller.abort(new RangeError("enough"));
    await expect(gaveUp).rejects.toThrow(RangeError);
    drop(guard);
    using taken = await next;
    expect(taken.value).toBe(0);
  });
});

describe("a guard that has ended", () => {
  test.for<readonly [string, (guard: MutexGuard<number>) => unknown]>([
    ["value", (guard) => guard.value],
    ["value =", (guard) => (guard.value = 1)],
  ])("%s throws DroppedError", ([, use]) => {
    using mutex = Mutex.new(1);
    const guard = mutex.lock();
    drop(guard);
    expect(() => use(guard)).toThrow(DroppedError);
  });

  test("does not release a lock that was taken since", () => {
    using mutex = Mutex.new(1);
    const stale = mutex.lock();
    drop(stale);
    using _guard = mutex.lock();
    drop(stale);
    stale[Symbol.dispose]();
    expect(mutex.tryLock()).toBe(undefined);
  });

  test("leaves no record that can be written", () => {
    using mutex = Mutex.new({ x: 1, on: false });
    const guard = mutex.lock();
    const view = guard.value;
    drop(guard);
    expect(() => view.x).toThrow(DroppedError);
    expect(() => {
      view.x = 2;
    }).toThrow(DroppedError);
    expect(() => {
      view.on = true;
    }).toThrow(DroppedError);
  });

  test("when it is forgotten, it keeps the lock", () => {
    const mutex = Mutex.new(1);
    forget(mutex.lock());
    expect(mutex.tryLock()).toBe(undefined);
    drop(mutex);
  });
});

describe("the end of a mutex", () => {
  test("while it is locked throws BorrowMutError and drops nothing", () => {
    const mutex = Mutex.new(1);
    const guard = mutex.lock();
    expect(() => mutex[Symbol.dispose]()).toThrow(BorrowMutError);
    guard.value = 2;
    drop(guard);
    expect(mutex.intoInner()).toBe(2);
  });

  test("twice is once", () => {
    const mutex = Mutex.new(1);
    drop(mutex);
    drop(mutex);
    expect(() => mutex.lock()).toThrow(DroppedError);
  });

  test("by intoInner leaves nothing to use", () => {
    const mutex = Mutex.new(1);
    mutex.intoInner();
    expect(() => mutex.lock()).toThrow(MovedError);
    expect(() => mutex.intoInner()).toThrow(MovedError);
  });
});

function poisonedMutex<T>(value: T): Mutex<T> {
  const mutex = Mutex.new(value);
  expect(() => mutex.with(() => throwing(new RangeError("half way")))).toThrow(RangeError);
  return mutex;
}

function throwing(error: Error): never {
  throw error;
}

async function inTurn(mutex: Mutex<readonly string[]>, name: string): Promise<void> {
  using guard = await mutex.lockAsync();
  guard.value = [...guard.value, `${name} in`];
  await Promise.resolve();
  guard.value = [...guard.value, `${name} out`];
}
