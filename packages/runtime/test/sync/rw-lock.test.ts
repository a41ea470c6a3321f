/** `RwLock` behaves as `std::sync::RwLock` is documented. */

import { describe, expect, test } from "vitest";
import {
  BorrowMutError,
  DeadlockError,
  drop,
  DroppedError,
  Mutex,
  PoisonError,
  RwLock,
  RwLockWriteGuard,
  TimeoutError,
  type RwLockReadGuard,
} from "freehold";
import { recover } from "../../src/sync/recovery.ts";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { startThread } from "./threads.ts";
import { wordIn } from "./word-in.ts";

leavesNothingAlive();

describe("reading", () => {
  test("is shared by as many as like", () => {
    using lock = RwLock.new(5);
    using first = lock.read();
    using second = lock.read();
    using third = lock.tryRead();
    expect([first.value, second.value, third?.value]).toEqual([5, 5, 5]);
  });

  test("keeps writers out until the last reader has ended", () => {
    using lock = RwLock.new(5);
    const [first, second] = [lock.read(), lock.read()];
    drop(first);
    expect(lock.tryWrite()).toBe(undefined);
    drop(second);
    using writer = lock.tryWrite();
    expect(writer?.value).toBe(5);
  });

  test("cannot change a record", () => {
    using lock = RwLock.new({ x: 1 });
    using guard = lock.read();
    expect(() => {
      guard.value.x = 2;
    }).toThrow(BorrowMutError);
    expect(guard.value.x).toBe(1);
  });

  test("gives a copy of what is cloned, which changes nothing", () => {
    using lock = RwLock.new([1]);
    {
      using guard = lock.read();
      guard.value.push(2);
      expect(guard.value).toBe(guard.value);
    }
    expect(lock.with((value) => value)).toEqual([1]);
  });

  test("does not poison when it throws", () => {
    using lock = RwLock.new(5);
    expect(() => lock.with(() => failing())).toThrow(RangeError);
    expect(lock.isPoisoned()).toBe(false);
  });
});

describe("writing", () => {
  test("excludes everybody else", () => {
    using lock = RwLock.new(5);
    using _writer = lock.write();
    expect([lock.tryRead(), lock.tryWrite()]).toEqual([undefined, undefined]);
  });

  test("changes the value for later readers", () => {
    using lock = RwLock.new({ x: 1 });
    {
      using writer = lock.write();
      writer.value.x += 1;
    }
    expect(lock.with((value) => value.x)).toBe(2);
  });

  test("goes on as reading after downgrade", () => {
    using lock = RwLock.new(1);
    const writer = lock.write();
    writer.value = 2;
    using reader = RwLockWriteGuard.downgrade(writer);
    using other = lock.read();
    expect([reader.value, other.value, lock.tryWrite()]).toEqual([2, 2, undefined]);
    expect(() => writer.value).toThrow(DroppedError);
  });

  test("poisons when it throws, for readers and writers", () => {
    using lock = poisonedLock();
    expect(() => lock.read()).toThrow(PoisonError);
    expect(() => lock.write()).toThrow(PoisonError);
    expect(() => lock.tryRead()).toThrow(PoisonError);
    expect(() => lock.tryWrite()).toThrow(PoisonError);
    expect(() => lock.intoInner()).toThrow(PoisonError);
  });

  test("in spite of the poison is what the error's intoInner gives", () => {
    using lock = poisonedLock();
    using guard = (caught(() => lock.read()) as PoisonError<RwLockReadGuard<number>>).intoInner();
    expect(guard.value).toBe(1);
  });

  test("is possible again after clearPoison", () => {
    using lock = poisonedLock();
    lock.clearPoison();
    using writer = lock.write();
    expect(writer.value).toBe(1);
  });
});

describe("one thread that would wait for itself", () => {
  test.for<readonly [string, (lock: RwLock<number>) => unknown, (lock: RwLock<number>) => unknown]>([
    ["write while it reads", (lock) => lock.read(), (lock) => lock.write()],
    ["write while it writes", (lock) => lock.write(), (lock) => lock.write()],
    ["read while it writes", (lock) => lock.write(), (lock) => lock.read()],
  ])("%s gets DeadlockError", ([, take, again]) => {
    using lock = RwLock.new(1);
    const guard = take(lock);
    expect(() => again(lock)).toThrow(DeadlockError);
    drop(guard);
  });
});

describe("waiting without blocking", () => {
  test("readAsync gets in when the writer has ended", async () => {
    using lock = RwLock.new(1);
    const writer = lock.write();
    const waiting = lock.readAsync();
    writer.value = 2;
    drop(writer);
    using reader = await waiting;
    expect(reader.value).toBe(2);
  });

  test("writeAsync gets in when the last reader has ended", async () => {
    using lock = RwLock.new(1);
    const reader = lock.read();
    const waiting = lock.writeAsync();
    drop(reader);
    using writer = await waiting;
    expect(writer.value).toBe(1);
  });

  test("a writer that gave up lets readers in again", async () => {
    using lock = RwLock.new(1);
    using _reader = lock.read();
    await expect(lock.writeAsync({ timeout: 1 })).rejects.toThrow(TimeoutError);
    await expect(lock.writeAsync({ signal: AbortSignal.timeout(1) })).rejects.toThrow("aborted due to timeout");
    using other = lock.tryRead();
    expect(other?.value).toBe(1);
  });
});

describe("between threads", () => {
  test("a writer that waits comes before readers that come later", async () => {
    using lock = RwLock.new(1);
    using step = Mutex.new(0);
    const body = `
      handles[1].with((content) => { content.value = 1; });
      const guard = handles[0].write();
      guard.value += 1;
      guard[Symbol.dispose]();
      return 1;`;
    const reader = lock.read();
    const { result } = startThread(body, [lock, step]);
    while (step.with((content) => content.value) === 0) await tick();
    // Its mark is in the word from then on, and keeps new readers out.
    while (wordIn(lock) === 0) await tick();
    const late = startThread(`return handles[0].tryRead() === undefined;`, [lock]);
    expect(await late.result).toBe(true);
    drop(reader);
    await result;
    expect(lock.with((value) => value)).toBe(2);
  });

  test("the death of a reader lets writers in, without poison", async () => {
    using lock = RwLock.new(1);
    using id = Mutex.new(0);
    await death(`handles[0].read();`, [lock, id]);
    expect(lock.tryWrite()).toBe(undefined);
    recover(id.with((content) => content.value));
    using writer = lock.tryWrite();
    expect([writer?.value, lock.isPoisoned()]).toEqual([1, false]);
  });

  test("the death of a writer poisons", async () => {
    using lock = RwLock.new(1);
    using id = Mutex.new(0);
    await death(`handles[0].write().value = 2;`, [lock, id]);
    recover(id.with((content) => content.value));
    expect(() => lock.read()).toThrow(PoisonError);
  });
});

describe("the end", () => {
  test("while it is locked throws BorrowMutError", () => {
    const lock = RwLock.new(1);
    const guard = lock.read();
    expect(() => lock[Symbol.dispose]()).toThrow(BorrowMutError);
    drop(guard);
    drop(lock);
    expect(() => lock.read()).toThrow(DroppedError);
  });

  test("of a guard leaves nothing to read", () => {
    using lock = RwLock.new({ x: 1 });
    const guard = lock.read();
    const view = guard.value;
    drop(guard);
    drop(guard);
    expect(() => guard.value).toThrow(DroppedError);
    expect(() => view.x).toThrow(DroppedError);
    using writer = lock.write();
    expect(writer.value.x).toBe(1);
  });

  test("intoInner gives the value", () => {
    expect(RwLock.new({ list: [1] }).intoInner()).toEqual({ list: [1] });
  });
});

function poisonedLock(): RwLock<number> {
  const lock = RwLock.new(1);
  expect(() => lock.withMut(() => failing())).toThrow(RangeError);
  return lock;
}

function failing(): never {
  throw new RangeError("half way");
}

function tick(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

async function death(body: string, handles: readonly object[]): Promise<void> {
  const dies = `
    const { currentThreadId } = await inside("internal/thread-id.js");
    handles[1].with((content) => { content.value = currentThreadId(); });
    ${body}
    process.exit(3);`;
  const { worker, result } = startThread(dies, handles);
  result.catch(() => undefined);
  await new Promise((resolve) => void worker.once("exit", resolve));
}
