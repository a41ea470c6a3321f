/** Channels behave as `std::sync::mpsc` and crossbeam document them, as far as one thread can see: with a bound, and without. */

import { describe, expect, test } from "vitest";
import { channel, drop, DroppedError, forget, RecvError, SendError, syncChannel, TimeoutError, type Receiver, type Sender } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

type Ends = readonly [Sender<unknown>, Receiver<unknown>];
type Case = (ends: { readonly sender: Sender<unknown>; readonly receiver: Receiver<unknown> }) => void | Promise<void>;

const kinds: readonly (readonly [string, () => Ends])[] = [
  ["without a bound", () => channel()],
  ["of 1,000", () => syncChannel(1000)],
  ["of 3", () => syncChannel(3)],
];

/** Each is std's documentation in one sentence. */
const cases: Readonly<Record<string, Case>> = {
  "gives what was sent": ({ sender, receiver }) => {
    sender.send("message");
    expect(receiver.recv()).toBe("message");
  },
  "keeps the order": ({ sender, receiver }) => {
    for (const message of [1, 2, 3]) sender.send(message);
    expect([receiver.recv(), receiver.recv(), receiver.recv()]).toEqual([1, 2, 3]);
  },
  "keeps the order however often it is filled and emptied": ({ sender, receiver }) => {
    for (let round = 0; round < 1000; round++) {
      sender.send(round);
      sender.send(-round);
      expect([receiver.recv(), receiver.recv()]).toEqual([round, -round]);
    }
  },
  "gives a copy, not the object": ({ sender, receiver }) => {
    const sent = { list: [1] };
    sender.send(sent);
    sent.list.push(2);
    expect(receiver.recv()).toEqual({ list: [1] });
  },
  "tryRecv gives nothing while it is empty": ({ sender, receiver }) => {
    expect(receiver.tryRecv()).toBe(undefined);
    sender.send(1);
    expect([receiver.tryRecv(), receiver.tryRecv()]).toEqual([1, undefined]);
  },
  "tryRecv throws RecvError when it is empty and nobody can send": ({ sender, receiver }) => {
    drop(sender);
    expect(() => receiver.tryRecv()).toThrow(RecvError);
  },
  "trySend sends while there is a place": ({ sender, receiver }) => {
    expect([sender.trySend(1), receiver.recv()]).toEqual([true, 1]);
  },
  "sendTimeout sends at once while there is a place": ({ sender, receiver }) => {
    expect([sender.sendTimeout(1, 0), receiver.recv()]).toEqual([true, 1]);
  },
  "recvTimeout gives what is there at once": ({ sender, receiver }) => {
    sender.send(1);
    expect(receiver.recvTimeout(0)).toBe(1);
  },
  "recvTimeout gives nothing when nothing comes in time": ({ receiver }) => {
    expect(receiver.recvTimeout(2)).toBe(undefined);
  },
  "recvTimeout throws RecvError at once when nobody can send": ({ sender, receiver }) => {
    drop(sender);
    expect(() => receiver.recvTimeout(1e6)).toThrow(RecvError);
  },
  "recv throws RecvError when nobody can send": ({ sender, receiver }) => {
    drop(sender);
    expect(() => receiver.recv()).toThrow(RecvError);
  },
  "what was sent before the last sender was dropped is received": ({ sender, receiver }) => {
    sender.send(1);
    sender.send(2);
    drop(sender);
    expect([receiver.recv(), receiver.tryRecv()]).toEqual([1, 2]);
    expect(() => receiver.recv()).toThrow(RecvError);
  },
  "send throws SendError with the value when nobody can receive": ({ sender, receiver }) => {
    drop(receiver);
    const value = { to: "nobody" };
    const error = caught(() => sender.send(value));
    expect(error).toBeInstanceOf(SendError);
    expect((error as SendError).value).toBe(value);
  },
  "so does send of a number": ({ sender, receiver }) => {
    drop(receiver);
    expect((caught(() => sender.send(7)) as SendError).value).toBe(7);
  },
  "so does trySend": ({ sender, receiver }) => {
    drop(receiver);
    expect(() => sender.trySend("value")).toThrow(SendError);
  },
  "so does sendTimeout, at once": ({ sender, receiver }) => {
    drop(receiver);
    expect(() => sender.sendTimeout("value", 1e6)).toThrow(SendError);
  },
  "so does sendAsync": async ({ sender, receiver }) => {
    drop(receiver);
    await expect(sender.sendAsync("value")).rejects.toThrow(SendError);
  },
  "a clone of the sender sends into the same": ({ sender, receiver }) => {
    using clone = sender.clone();
    clone.send(1);
    sender.send(2);
    expect([receiver.recv(), receiver.recv()]).toEqual([1, 2]);
  },
  "receivers hear of the end after the last sender only": ({ sender, receiver }) => {
    const clone = sender.clone();
    drop(sender);
    expect(receiver.tryRecv()).toBe(undefined);
    drop(clone);
    expect(() => receiver.tryRecv()).toThrow(RecvError);
  },
  "a clone of the receiver gets what the other does not": ({ sender, receiver }) => {
    using clone = receiver.clone();
    sender.send(1);
    sender.send(2);
    expect([clone.recv(), receiver.recv(), clone.tryRecv()]).toEqual([1, 2, undefined]);
  },
  "senders hear of the end after the last receiver only": ({ sender, receiver }) => {
    const clone = receiver.clone();
    drop(receiver);
    sender.send(1);
    drop(clone);
    expect(() => sender.send(2)).toThrow(SendError);
  },
  "iteration gives all until nobody can send": ({ sender, receiver }) => {
    for (const message of [1, 2, 3]) sender.send(message);
    drop(sender);
    expect([...receiver]).toEqual([1, 2, 3]);
  },
  "iter is the same": ({ sender, receiver }) => {
    sender.send(1);
    drop(sender);
    expect([...receiver.iter()]).toEqual([1]);
  },
  "a loop that is left leaves the receiver as it is": ({ sender, receiver }) => {
    for (const message of [1, 2, 3]) sender.send(message);
    for (const message of receiver) if (message === 1) break;
    expect(receiver.recv()).toBe(2);
  },
  "tryIter gives what is there and does not wait": ({ sender, receiver }) => {
    sender.send(1);
    sender.send(2);
    expect([[...receiver.tryIter()], [...receiver.tryIter()]]).toEqual([[1, 2], []]);
  },
  "tryIter ends when nobody can send": ({ sender, receiver }) => {
    drop(sender);
    expect([...receiver.tryIter()]).toEqual([]);
  },
  "async iteration gives all until nobody can send": async ({ sender, receiver }) => {
    const received: unknown[] = [];
    const all = (async () => {
      for await (const message of receiver) received.push(message);
    })();
    for (const message of [1, 2, 3]) await sender.sendAsync(message);
    drop(sender);
    await all;
    expect(received).toEqual([1, 2, 3]);
  },
  "recvAsync gives what is there": async ({ sender, receiver }) => {
    sender.send(1);
    expect(await receiver.recvAsync()).toBe(1);
  },
  "recvAsync waits for what comes": async ({ sender, receiver }) => {
    const received = receiver.recvAsync();
    sender.send(1);
    expect(await received).toBe(1);
  },
  "several recvAsync get their messages in the order in which they asked": async ({ sender, receiver }) => {
    const received = [receiver.recvAsync(), receiver.recvAsync(), receiver.recvAsync()];
    for (const message of [1, 2, 3]) await sender.sendAsync(message);
    expect(await Promise.all(received)).toEqual([1, 2, 3]);
  },
  "recvAsync rejects with RecvError when the last sender is dropped": async ({ sender, receiver }) => {
    const received = receiver.recvAsync();
    drop(sender);
    await expect(received).rejects.toThrow(RecvError);
  },
  "recvAsync rejects with the signal's reason, and takes no message then": async ({ sender, receiver }) => {
    const stop = new AbortController();
    const received = receiver.recvAsync({ signal: stop.signal });
    stop.abort(new RangeError("enough"));
    await expect(received).rejects.toThrow(RangeError);
    sender.send(1);
    expect(receiver.recv()).toBe(1);
  },
  "recvAsync with a signal that has aborted rejects, even when a message is there": async ({ sender, receiver }) => {
    sender.send(1);
    await expect(receiver.recvAsync({ signal: AbortSignal.abort() })).rejects.toThrow("aborted");
    expect(receiver.recv()).toBe(1);
  },
  "recvAsync rejects with TimeoutError when nothing comes in time": async ({ receiver }) => {
    await expect(receiver.recvAsync({ timeout: 2 })).rejects.toThrow(TimeoutError);
  },
  "one that was given up does not take the message of the next": async ({ sender, receiver }) => {
    const stop = new AbortController();
    const [first, second] = [receiver.recvAsync({ signal: stop.signal }), receiver.recvAsync()];
    stop.abort();
    await expect(first).rejects.toThrow("aborted");
    sender.send(1);
    expect(await second).toBe(1);
  },
  "a receiver that is dropped ends its own recvAsync": async ({ receiver }) => {
    const received = receiver.recvAsync();
    drop(receiver);
    await expect(received).rejects.toThrow(DroppedError);
  },
  "the length is what nobody has received": ({ sender, receiver }) => {
    sender.send(1);
    sender.send(2);
    expect([sender.len(), receiver.len()]).toEqual([2, 2]);
    receiver.recv();
    expect([sender.len(), receiver.len()]).toEqual([1, 1]);
  },
  "isEmpty and isFull tell of both ends": ({ sender, receiver }) => {
    expect([sender.isEmpty(), receiver.isEmpty(), sender.isFull(), receiver.isFull()]).toEqual([true, true, false, false]);
    sender.send(1);
    expect([sender.isEmpty(), receiver.isEmpty()]).toEqual([false, false]);
  },
  "sameChannel knows clones": ({ sender, receiver }) => {
    using otherSender = sender.clone();
    using otherReceiver = receiver.clone();
    expect([sender.sameChannel(otherSender), receiver.sameChannel(otherReceiver)]).toEqual([true, true]);
  },
  "sameChannel knows strangers": ({ sender, receiver }) => {
    const [otherSender, otherReceiver] = channel();
    expect([sender.sameChannel(otherSender), receiver.sameChannel(otherReceiver)]).toEqual([false, false]);
    drop([otherSender, otherReceiver]);
  },
  "a message that is dropped with the channel drops the handles in it": ({ sender, receiver }) => {
    const [inner, innerReceiver] = channel();
    sender.send({ inner });
    drop(inner);
    expect(innerReceiver.tryRecv()).toBe(undefined);
    drop(receiver);
    expect(() => innerReceiver.tryRecv()).toThrow(RecvError);
    drop(innerReceiver);
  },
  "a sender in a message arrives as one more sender": ({ sender, receiver }) => {
    const [reply, replies] = channel<string>();
    sender.send({ question: 6 * 7, reply });
    drop(reply);
    const request = receiver.recv() as { question: number; reply: Sender<string> };
    request.reply.send(`${request.question}`);
    drop(request.reply);
    expect([...replies]).toEqual(["42"]);
    drop(replies);
  },
  "a receiver in a message arrives as one more receiver": ({ sender, receiver }) => {
    const [jobs, inbox] = channel<number>();
    sender.send(inbox);
    drop(inbox);
    jobs.send(1);
    const arrived = receiver.recv() as Receiver<number>;
    expect(arrived.recv()).toBe(1);
    drop(arrived);
    expect(() => jobs.send(2)).toThrow(SendError);
    drop(jobs);
  },
  "a sender that is forgotten keeps the channel open": ({ sender, receiver }) => {
    const clone = sender.clone();
    forget(clone);
    drop(sender);
    expect(receiver.tryRecv()).toBe(undefined);
  },
  "dropping twice does nothing": ({ sender, receiver }) => {
    using other = sender.clone();
    drop(sender);
    drop(sender);
    other.send(1);
    expect(receiver.recv()).toBe(1);
  },
  "what was dropped meanwhile by a getter of the message is not sent": ({ sender, receiver }) => {
    using other = sender.clone();
    const value = {
      get late() {
        drop(sender);
        return 1;
      },
    };
    expect(() => sender.send(value)).toThrow(DroppedError);
    expect([receiver.tryRecv(), other.len()]).toEqual([undefined, 0]);
  },
};

describe.for(kinds)("a channel %s", ([, make]) => {
  test.for(Object.entries(cases))("%s", async ([, run]) => {
    const [sender, receiver] = make();
    await run({ sender, receiver });
    drop([sender, receiver]);
  });
});
