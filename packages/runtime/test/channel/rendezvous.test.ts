/** A channel of capacity 0 behaves as `sync_channel(0)` and crossbeam's zero-capacity channel are documented, as far as one thread can see. */

import { expect, test } from "vitest";
import { drop, RecvError, select, SendError, selectAsync, syncChannel, TimeoutError, trySelect } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

test("holds nothing: it is empty and full at one time", () => {
  const [sender, receiver] = syncChannel(0);
  expect([sender.len(), receiver.len(), sender.capacity(), receiver.capacity()]).toEqual([0, 0, 0, 0]);
  expect([sender.isEmpty(), receiver.isEmpty(), sender.isFull(), receiver.isFull()]).toEqual([true, true, true, true]);
  drop([sender, receiver]);
});

test("trySend sends nothing while nobody waits", () => {
  const [sender, receiver] = syncChannel<number>(0);
  expect([sender.trySend(1), receiver.tryRecv()]).toEqual([false, undefined]);
  drop([sender, receiver]);
});

test("sendTimeout takes back what nobody received in time", () => {
  const [sender, receiver] = syncChannel<{ n: number }>(0);
  expect([sender.sendTimeout({ n: 1 }, 2), receiver.tryRecv(), sender.len()]).toEqual([false, undefined, 0]);
  drop([sender, receiver]);
});

test("tryRecv takes what somebody waits to hand over", async () => {
  const [sender, receiver] = syncChannel<string>(0);
  const sent = sender.sendAsync("handed over");
  expect(receiver.tryRecv()).toBe("handed over");
  await sent;
  drop([sender, receiver]);
});

test("trySend hands over to somebody who waits", async () => {
  const [sender, receiver] = syncChannel<string>(0);
  const received = receiver.recvAsync();
  // Whoever waits is this thread itself, which cannot receive while it sends: so it is held out in vain, and taken back.
  expect(sender.trySend("held out")).toBe(false);
  await sender.sendAsync("handed over");
  expect(await received).toBe("handed over");
  drop([sender, receiver]);
});

test("sendAsync resolves when the message was received, not before", async () => {
  const [sender, receiver] = syncChannel<number>(0);
  let done = false;
  const sent = sender.sendAsync(1).then(() => (done = true));
  await Promise.resolve();
  expect(done).toBe(false);
  expect(receiver.recv()).toBe(1);
  await sent;
  expect(done).toBe(true);
  drop([sender, receiver]);
});

test("senders hand over one after the other", async () => {
  const [sender, receiver] = syncChannel<number>(0);
  const all = Promise.all([1, 2, 3].map((message) => sender.sendAsync(message)));
  const received = [await receiver.recvAsync(), await receiver.recvAsync(), await receiver.recvAsync()];
  await all;
  expect(received.toSorted((one, other) => one - other)).toEqual([1, 2, 3]);
  drop([sender, receiver]);
});

test("what was offered is taken back when the signal aborts", async () => {
  const [sender, receiver] = syncChannel<number>(0);
  const stop = new AbortController();
  const sent = sender.sendAsync(1, { signal: stop.signal });
  stop.abort();
  await expect(sent).rejects.toThrow("aborted");
  expect(receiver.tryRecv()).toBe(undefined);
  drop([sender, receiver]);
});

test("what was offered is taken back when the time is over", async () => {
  const [sender, receiver] = syncChannel<number>(0);
  await expect(sender.sendAsync(1, { timeout: 2 })).rejects.toThrow(TimeoutError);
  expect(receiver.tryRecv()).toBe(undefined);
  drop([sender, receiver]);
});

test("what was received before the signal aborts was sent", async () => {
  const [sender, receiver] = syncChannel<number>(0);
  const stop = new AbortController();
  const sent = sender.sendAsync(1, { signal: stop.signal });
  expect(receiver.tryRecv()).toBe(1);
  stop.abort();
  await sent;
  drop([sender, receiver]);
});

test("what was offered comes back in the SendError when the last receiver is dropped", async () => {
  const [sender, receiver] = syncChannel<string>(0);
  const sent = sender.sendAsync("nobody's");
  drop(receiver);
  await expect(sent).rejects.toMatchObject({ name: "SendError", value: "nobody's" });
  drop(sender);
});

test("a receiver hears that nobody can send", async () => {
  const [sender, receiver] = syncChannel(0);
  const received = receiver.recvAsync();
  drop(sender);
  await expect(received).rejects.toThrow(RecvError);
  expect(() => receiver.recv()).toThrow(RecvError);
  drop(receiver);
});

test("a sender hears that nobody can receive", () => {
  const [sender, receiver] = syncChannel(0);
  drop(receiver);
  expect(() => sender.send(1)).toThrow(SendError);
  expect(() => sender.trySend(1)).toThrow(SendError);
  expect(() => sender.sendTimeout(1, 1e6)).toThrow(SendError);
  drop(sender);
});

test("a message with handles that is taken back drops what was sent of them", () => {
  const [sender, receiver] = syncChannel<unknown>(0);
  const [inner, innerReceiver] = syncChannel(1);
  expect(sender.sendTimeout([inner], 2)).toBe(false);
  drop(inner);
  expect(() => innerReceiver.tryRecv()).toThrow(RecvError);
  drop([sender, receiver, innerReceiver]);
});

test("select receives what somebody waits to hand over", async () => {
  const [sender, receiver] = syncChannel<number>(0);
  const sent = sender.sendAsync(7);
  expect(select([receiver.arm(({ value }) => value)])).toBe(7);
  await sent;
  drop([sender, receiver]);
});

test("a select does not hand over to itself", () => {
  const [sender, receiver] = syncChannel<number>(0);
  const arms = [sender.arm(1, () => "sent"), receiver.arm(() => "received")];
  expect(trySelect(arms)).toBe(undefined);
  drop([sender, receiver]);
});

test("two selects of one thread meet when one of them does not block", async () => {
  const [sender, receiver] = syncChannel<number>(0);
  const received = selectAsync([receiver.arm(({ value }) => value)]);
  await sender.sendAsync(5);
  expect(await received).toBe(5);
  drop([sender, receiver]);
});
