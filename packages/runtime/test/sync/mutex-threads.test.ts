/** A `Mutex` that several threads share: nothing is lost, nobody waits for ever, and the dead do not keep it. */

import { expect, test } from "vitest";
import { drop, Mutex, PoisonError } from "freehold";
import { load } from "#atomics";
import { control } from "../../src/internal/memory-map.ts";
import { recover } from "../../src/sync/recovery.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { startThread } from "./threads.ts";

leavesNothingAlive();

/** Each thread waits until all are there, so that they do overlap. */
const increments = `
  const [counter, gate] = handles;
  gate.with((here) => { here.value += 1; });
  while (gate.with((here) => here.value) < 3) {}
  for (let left = 20_000; left > 0; left--) {
    const guard = counter.lock();
    guard.value += 1;
    guard[Symbol.dispose]();
  }
  counter[Symbol.dispose]();
  gate[Symbol.dispose]();
  return true;`;

test("loses no increment of three threads that begin together", async () => {
  using counter = Mutex.new(0);
  using gate = Mutex.new(0);
  const threads = [1, 2, 3].map(() => startThread(increments, [counter, gate]));
  await Promise.all(threads.map(({ result }) => result));
  using guard = counter.lock();
  expect(guard.value).toBe(60_000);
});

test("a record is shared field by field", async () => {
  using point = Mutex.new({ x: 1, on: false });
  await startThread(`handles[0].with((content) => { content.value.x += 1; content.value.on = true; }); return 1;`, [point]).result;
  expect(point.with((content) => ({ x: content.value.x, on: content.value.on }))).toEqual({ x: 2, on: true });
});

test("a cloned value is seen as the last one left it", async () => {
  using names = Mutex.new<readonly string[]>(["here"]);
  await startThread(`handles[0].with((content) => { content.value = [...content.value, "there"]; }); return 1;`, [names]).result;
  expect(names.with((content) => content.value)).toEqual(["here", "there"]);
});

test("who waits gets the lock when the holder releases it", async () => {
  using flag = Mutex.new(0);
  const guard = flag.lock();
  const { result } = startThread(`handles[0].with((content) => { content.value += 1; }); return 1;`, [flag]);
  guard.value = 10;
  // The thread may be waiting by now or not: it must not matter.
  drop(guard);
  await result;
  expect(flag.with((content) => content.value)).toBe(11);
});

test("a task that waits without blocking is woken by another thread", async () => {
  using flag = Mutex.new(0);
  const held = `
    const guard = handles[0].lock();
    handles[1].with((content) => { content.value = 1; });
    while (handles[1].with((content) => content.value) === 1) {}
    guard.value += 5;
    guard[Symbol.dispose]();
    return 1;`;
  using step = Mutex.new(0);
  const { result } = startThread(held, [flag, step]);
  while (step.with((content) => content.value) === 0) await new Promise((resolve) => void setImmediate(resolve));
  const waiting = flag.lockAsync();
  step.with((content) => {
    content.value = 2;
  });
  using guard = await waiting;
  expect(guard.value).toBe(5);
  await result;
});

test("the death of its holder frees it poisoned, and wakes who waits", async () => {
  using value = Mutex.new(1);
  using ids = Mutex.new(0);
  const dies = `
    const { currentThreadId } = await inside("internal/thread-id.js");
    handles[1].with((content) => { content.value = currentThreadId(); });
    handles[0].lock().value = 2;
    process.exit(3);`;
  const { worker, result } = startThread(dies, [value, ids]);
  result.catch(() => undefined);
  await new Promise((resolve) => void worker.once("exit", resolve));
  expect(value.tryLock()).toBe(undefined);
  const waiting = value.lockAsync();
  recover(ids.with((content) => content.value));
  await expect(waiting).rejects.toThrow(PoisonError);
  value.clearPoison();
  expect(value.with((content) => content.value)).toBe(2);
});

test("its memory is used again once no thread has a handle", async () => {
  const mutex = Mutex.new("text");
  expect(
    await startThread(`const text = handles[0].with((content) => content.value); handles[0][Symbol.dispose](); return text;`, [mutex])
      .result,
  ).toBe("text");
  drop(mutex);
  const before = load(control.frontier);
  for (let round = 0; round < 1000; round++) drop(Mutex.new("text"));
  expect(load(control.frontier)).toBe(before);
});
