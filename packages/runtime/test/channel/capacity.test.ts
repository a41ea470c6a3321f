/** What a channel holds, with a bound and without, and what its ends refuse after their drop. */

import { describe, expect, test } from "vitest";
import { channel, drop, DroppedError, SendError, syncChannel, TimeoutError, type Receiver, type Sender } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

describe("a bounded channel", () => {
  test.for([1, 2, 3, 4, 5, 100])("of %i holds exactly as many", (capacity) => {
    const [sender, receiver] = syncChannel<number>(capacity);
    const sent = Array.from({ length: capacity + 2 }, (_, index) => sender.trySend(index));
    expect(sent.filter(Boolean)).toHaveLength(capacity);
    expect([sender.isFull(), sender.len(), sender.capacity(), receiver.capacity()]).toEqual([true, capacity, capacity, capacity]);
    expect([...receiver.tryIter()]).toEqual(Array.from({ length: capacity }, (_, index) => index));
    drop([sender, receiver]);
  });

  test("that is full has a place again after each message that is received", () => {
    const [sender, receiver] = syncChannel<number>(2);
    for (let round = 0; round < 100; round++) while (sender.trySend(round)) expect(sender.len()).toBeLessThanOrEqual(2);
    receiver.recv();
    expect([sender.trySend(1), sender.trySend(2)]).toEqual([true, false]);
    drop([sender, receiver]);
  });

  test("that is full: sendTimeout gives up, and sends nothing", () => {
    const [sender, receiver] = syncChannel<string>(1);
    sender.send("first");
    expect(sender.sendTimeout("second", 2)).toBe(false);
    drop(sender);
    expect([...receiver]).toEqual(["first"]);
    drop(receiver);
  });

  test("that is full: sendAsync waits for a place", async () => {
    const [sender, receiver] = syncChannel<string>(1);
    await sender.sendAsync("first");
    const second = sender.sendAsync("second");
    expect(receiver.recv()).toBe("first");
    await second;
    expect(receiver.recv()).toBe("second");
    drop([sender, receiver]);
  });

  test("that is full: sendAsync gives up when its signal aborts, and sends nothing", async () => {
    const [sender, receiver] = syncChannel<string>(1);
    sender.send("first");
    const stop = new AbortController();
    const second = sender.sendAsync("second", { signal: stop.signal });
    stop.abort();
    await expect(second).rejects.toThrow("aborted");
    drop(sender);
    expect([...receiver]).toEqual(["first"]);
    drop(receiver);
  });

  test("that is full: sendAsync rejects with TimeoutError when the time is over", async () => {
    const [sender, receiver] = syncChannel<string>(1);
    sender.send("first");
    await expect(sender.sendAsync("second", { timeout: 2 })).rejects.toThrow(TimeoutError);
    drop([sender, receiver]);
  });

  test("that is full: sendAsync rejects with SendError when the last receiver is dropped", async () => {
    const [sender, receiver] = syncChannel<string>(1);
    sender.send("first");
    const second = sender.sendAsync("second");
    drop(receiver);
    await expect(second).rejects.toThrow(SendError);
    drop(sender);
  });

  test.for([-1, 0.5, Number.NaN, 2 ** 24 + 1, "1", undefined])("of %s is refused", (capacity) => {
    expect(() => syncChannel(capacity as never)).toThrow("`syncChannel` needs a capacity from 0 to 16777216 and was given");
  });
});

describe("a channel without a bound", () => {
  test("holds 100,000 messages, and gives them in order", () => {
    const [sender, receiver] = channel<number>();
    for (let index = 0; index < 100_000; index++) sender.send(index);
    expect([sender.len(), sender.capacity(), sender.isFull()]).toEqual([100_000, undefined, false]);
    let next = 0;
    for (const message of receiver.tryIter()) if (message === next) next += 1;
    expect([next, receiver.len()]).toEqual([100_000, 0]);
    drop([sender, receiver]);
  });
});

describe("after its drop", () => {
  const senderUses: readonly (readonly [string, (sender: Sender<number>) => unknown])[] = [
    ["send", (sender) => sender.send(1)],
    ["trySend", (sender) => sender.trySend(1)],
    ["sendTimeout", (sender) => sender.sendTimeout(1, 1)],
    ["arm", (sender) => sender.arm(1, () => 1)],
    ["clone", (sender) => sender.clone()],
    ["len", (sender) => sender.len()],
    ["capacity", (sender) => sender.capacity()],
    ["isEmpty", (sender) => sender.isEmpty()],
    ["isFull", (sender) => sender.isFull()],
    ["sameChannel", (sender) => sender.sameChannel(sender)],
  ];

  test.for(senderUses)("%s of a sender throws DroppedError", ([, use]) => {
    const [sender, receiver] = channel<number>();
    drop([sender, receiver]);
    expect(() => use(sender)).toThrow(DroppedError);
  });

  const receiverUses: readonly (readonly [string, (receiver: Receiver<number>) => unknown])[] = [
    ["recv", (receiver) => receiver.recv()],
    ["tryRecv", (receiver) => receiver.tryRecv()],
    ["recvTimeout", (receiver) => receiver.recvTimeout(1)],
    ["iteration", (receiver) => [...receiver]],
    ["iter", (receiver) => receiver.iter()],
    ["tryIter", (receiver) => [...receiver.tryIter()]],
    ["arm", (receiver) => receiver.arm(() => 1)],
    ["clone", (receiver) => receiver.clone()],
    ["len", (receiver) => receiver.len()],
    ["capacity", (receiver) => receiver.capacity()],
    ["isEmpty", (receiver) => receiver.isEmpty()],
    ["isFull", (receiver) => receiver.isFull()],
    ["sameChannel", (receiver) => receiver.sameChannel(receiver)],
  ];

  test.for(receiverUses)("%s of a receiver throws DroppedError", ([, use]) => {
    const [sender, receiver] = channel<number>();
    drop([sender, receiver]);
    expect(() => use(receiver)).toThrow(DroppedError);
  });
});
