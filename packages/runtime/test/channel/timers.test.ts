/** `after`, `tick` and `never` behave as crossbeam documents them. No test asks how late something was: machines are slow at times. */

import { describe, expect, test } from "vitest";
import { after, drop, NotSendError, never, select, selectAsync, selectTimeout, syncChannel, tick, TimeoutError, trySelect } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

describe("after", () => {
  test("gives nothing before its time", () => {
    using timer = after(1e6);
    expect([timer.tryRecv(), timer.isEmpty(), timer.len()]).toEqual([undefined, true, 0]);
  });

  test("gives one message, the time at which it came", () => {
    const begun = performance.now();
    using timer = after(3);
    const came = timer.recv();
    expect([came >= begun + 3, performance.now() >= came]).toEqual([true, true]);
  });

  test("gives nothing more, and does not end", () => {
    using timer = after(0);
    timer.recv();
    expect([timer.tryRecv(), timer.recvTimeout(2)]).toEqual([undefined, undefined]);
  });

  test("has one message from its time on", () => {
    using timer = after(0);
    expect([timer.len(), timer.isEmpty(), timer.isFull(), timer.capacity()]).toEqual([1, false, true, 1]);
  });

  test("of no time is there at once", () => {
    using timer = after(0);
    expect(timer.tryRecv()).toEqual(expect.any(Number));
  });

  test("its message goes to one of two clones", () => {
    using timer = after(0);
    using clone = timer.clone();
    expect(clone.tryRecv()).toEqual(expect.any(Number));
    expect(timer.tryRecv()).toBe(undefined);
  });

  test("is the same channel as its clone only", () => {
    using timer = after(0);
    using clone = timer.clone();
    using other = after(0);
    expect([timer.sameChannel(clone), timer.sameChannel(other)]).toEqual([true, false]);
  });

  test("recvTimeout gives up before it", () => {
    using timer = after(1e6);
    expect(timer.recvTimeout(2)).toBe(undefined);
  });

  test("recvTimeout waits for it", () => {
    using timer = after(2);
    expect(timer.recvTimeout(1e6)).toEqual(expect.any(Number));
  });

  test("recvAsync waits for it", async () => {
    using timer = after(2);
    expect(await timer.recvAsync()).toEqual(expect.any(Number));
  });

  test("an earlier one comes before a later one that was awaited first", async () => {
    using late = after(20);
    using early = after(1);
    const order: string[] = [];
    await Promise.all([late.recvAsync().then(() => order.push("late")), early.recvAsync().then(() => order.push("early"))]);
    expect(order).toEqual(["early", "late"]);
  });

  test("recvAsync gives up when its own time is over", async () => {
    using timer = after(1e6);
    await expect(timer.recvAsync({ timeout: 2 })).rejects.toThrow(TimeoutError);
  });

  test.for([-1, Number.NaN, "1", undefined, null])("of %s is refused", (delay) => {
    expect(() => after(delay as never)).toThrow("`after` needs a number of milliseconds and was given");
  });
});

describe("tick", () => {
  test("gives a message each period", () => {
    using ticks = tick(2);
    const [first, second, third] = [ticks.recv(), ticks.recv(), ticks.recv()];
    expect([second - first >= 2, third - second >= 2]).toEqual([true, true]);
  });

  test("gives nothing before the first period is over", () => {
    using ticks = tick(1e6);
    expect([ticks.tryRecv(), ticks.recvTimeout(2), ticks.isEmpty()]).toEqual([undefined, undefined, true]);
  });

  test("does not make up for what was not received", () => {
    using ticks = tick(1);
    using pause = after(10);
    pause.recv();
    const late = performance.now();
    ticks.recv();
    expect(ticks.recv()).toBeGreaterThanOrEqual(late);
  });

  test("holds one message at most", () => {
    using ticks = tick(1);
    using pause = after(10);
    pause.recv();
    expect([ticks.len(), ticks.capacity()]).toEqual([1, 1]);
  });

  test("iterates for ever", () => {
    using ticks = tick(1);
    let seen = 0;
    for (const _ of ticks) if ((seen += 1) === 3) break;
    expect(seen).toBe(3);
  });

  test.for([-1, Number.NaN, "1", undefined])("of %s is refused", (period) => {
    expect(() => tick(period as never)).toThrow("`tick` needs a number of milliseconds and was given");
  });
});

describe("never", () => {
  test("gives nothing", () => {
    using nothing = never();
    expect([nothing.tryRecv(), nothing.recvTimeout(2), nothing.len(), nothing.capacity()]).toEqual([undefined, undefined, 0, 0]);
  });

  test("is an arm that is not chosen", () => {
    using nothing = never<string>();
    using timer = after(2);
    expect(select([nothing.arm(() => "never"), timer.arm(() => "after")])).toBe("after");
  });
});

test.for([
  ["after", () => after(1)],
  ["tick", () => tick(1)],
  ["never", () => never()],
] as const)("a receiver of %s does not cross to another thread", ([, make]) => {
  const [sender, receiver] = syncChannel<unknown>(1);
  using timer = make();
  expect(() => sender.send({ timer })).toThrow(NotSendError);
  expect(receiver.tryRecv()).toBe(undefined);
  drop([sender, receiver]);
});

describe("in a select", () => {
  test("after is the way to give up", () => {
    const [sender, receiver] = syncChannel<number>(1);
    using timeout = after(2);
    expect(select([receiver.arm(() => "message"), timeout.arm(() => "too late")])).toBe("too late");
    drop([sender, receiver]);
  });

  test("an arm that is ready comes before a later time", () => {
    const [sender, receiver] = syncChannel<number>(1);
    sender.send(1);
    using timeout = after(1e6);
    expect(select([receiver.arm(({ value }) => value), timeout.arm(() => 0)])).toBe(1);
    drop([sender, receiver]);
  });

  test("of two times the earlier is chosen", () => {
    using late = after(1e6);
    using early = after(2);
    expect(select([late.arm(() => "late"), early.arm(() => "early")])).toBe("early");
  });

  test("the time is told to the arm", () => {
    using timer = after(0);
    const message = trySelect([timer.arm((told) => told)]);
    expect(message).toEqual({ done: false, value: expect.any(Number) });
  });

  test("selectTimeout gives up before it", () => {
    using timer = after(1e6);
    expect(selectTimeout([timer.arm(() => 1)], 2)).toBe(undefined);
  });

  test("selectAsync wakes for it", async () => {
    using nothing = never<number>();
    using timer = after(2);
    expect(await selectAsync([nothing.arm(() => "never"), timer.arm(() => "after")])).toBe("after");
  });

  test("tick does work in between", () => {
    const [sender, receiver] = syncChannel<number>(1);
    using ticks = tick(1);
    const next = () => select([receiver.arm(() => "message"), ticks.arm(() => "tick")]);
    expect([next(), next()]).toEqual(["tick", "tick"]);
    sender.send(1);
    drop([sender, receiver]);
  });
});
