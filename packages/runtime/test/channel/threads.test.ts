/** Channels between threads: everything arrives once and in order, a bound holds senders back, and waits end. */

import { describe, expect, test } from "vitest";
import { after, AtomicI32, channel, drop, RecvError, select, selectAsync, syncChannel, thread, type Receiver, type Sender } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { numbers, start, tasks } from "./start.ts";

leavesNothingAlive();

const kinds: readonly (readonly [string, () => [Sender<unknown>, Receiver<unknown>]])[] = [
  ["without a bound", () => channel()],
  ["of 1,000", () => syncChannel(1000)],
  ["of 3", () => syncChannel(3)],
  ["of 1", () => syncChannel(1)],
  ["of 0", () => syncChannel(0)],
];

describe.for(kinds)("a channel %s", ([, make]) => {
  test("brings everything from another thread, in order, and then its end", async () => {
    const [sender, receiver] = make();
    const sending = start("sendNumbers", sender, 0, 1000);
    expect([...receiver]).toEqual(numbers(1000));
    expect(() => receiver.recv()).toThrow(RecvError);
    await sending.join();
    drop(receiver);
  });

  test("brings everything to another thread", async () => {
    const [sender, receiver] = make();
    const receiving = start("collect", receiver);
    for (const message of numbers(1000)) sender.send(message);
    drop(sender);
    expect(await receiving.join()).toEqual(numbers(1000));
  });

  test("does so for tasks that do not block, on both sides", async () => {
    const [sender, receiver] = make();
    const sending = start("sendNumbersLater", sender, 0, 200);
    const received: unknown[] = [];
    for await (const message of receiver) received.push(message);
    expect(received).toEqual(numbers(200));
    await sending.join();
    drop(receiver);
  });

  test("takes from several threads everything, of each in its order", async () => {
    const [sender, receiver] = make();
    const sending = [0, 1000, 2000].map((from) => start("sendNumbers", sender.clone(), from, from + 300));
    drop(sender);
    const received = [...receiver] as number[];
    for (const from of [0, 1000, 2000]) {
      expect(received.filter((message) => message >= from && message < from + 1000)).toEqual(numbers(300, from));
    }
    await Promise.all(sending.map((handle) => handle.join()));
    drop(receiver);
  });

  test("gives each message to one of several threads, in order", async () => {
    const [sender, receiver] = make();
    const receiving = [
      start<number[]>("collect", receiver.clone()),
      start<number[]>("collectLater", receiver.clone()),
      start<number[]>("collect", receiver),
    ];
    for (const message of numbers(500)) await sender.sendAsync(message);
    drop(sender);
    const received = await Promise.all(receiving.map((handle) => handle.join()));
    for (const each of received) expect(each).toEqual(each.toSorted((one, other) => one - other));
    expect(received.flat().toSorted((one, other) => one - other)).toEqual(numbers(500));
  });

  test("leaves what is sent meanwhile to others when one receiver gives up", async () => {
    const [sender, receiver] = make();
    const stop = new AbortController();
    const given = receiver.recvAsync({ signal: stop.signal });
    stop.abort();
    await expect(given).rejects.toThrow("aborted");
    const sending = start("sendNumbers", sender, 0, 10);
    expect([...receiver]).toEqual(numbers(10));
    await sending.join();
    drop(receiver);
  });
});

describe("a thread that waits", () => {
  test("is woken when the last sender is dropped here", async () => {
    const [sender, receiver] = channel();
    const [ready, hear] = channel<string>();
    const waiting = start("waitForEnd", receiver, ready);
    expect(await hear.recvAsync()).toBe("ready");
    drop(sender);
    expect(await waiting.join()).toBe("nobody sends");
    drop(hear);
  });

  test.for(kinds)("to send into one %s is woken when the last receiver is dropped here", async ([, make]) => {
    const [sender, receiver] = make();
    const [ready, hear] = channel<string>();
    const sending = start("sendUntilEnd", sender, ready);
    expect(await hear.recvAsync()).toBe("ready");
    drop(receiver);
    expect(await sending.join()).toBe("nobody receives");
    drop(hear);
  });

  test("gives up when its time is over, on either side", async () => {
    const [sender, receiver] = syncChannel<string>(1);
    expect(await start("receiveWithin", receiver.clone(), 5).join()).toBe(undefined);
    sender.send("in the way");
    expect(await start("sendWithin", sender.clone(), 5).join()).toBe(false);
    expect([...receiver.tryIter()]).toEqual(["in the way"]);
    drop([sender, receiver]);
  });

  test("gets what comes before its time is over", async () => {
    const [sender, receiver] = syncChannel<string>(0);
    const waiting = start("receiveWithin", receiver, 1e6);
    sender.send("in time");
    expect(await waiting.join()).toBe("in time");
    drop(sender);
  });
});

describe("a bound", () => {
  test.for([0, 1, 3])("of %i holds a thread back that sends", async (capacity) => {
    const [sender, receiver] = syncChannel<number>(capacity);
    using sent = AtomicI32.new(0);
    const sending = thread.spawn(tasks, "sendAndCount", sender, sent, 100);
    drop(sender);
    for (let received = 0; received < 100; received++) {
      expect(sent.load()).toBeLessThanOrEqual(received + capacity);
      expect(receiver.recv()).toBe(received);
    }
    await sending.join();
    expect(sent.load()).toBe(100);
    drop(receiver);
  });

  test("of 0: trySend hands over to a thread that waits, once", async () => {
    const [sender, receiver] = syncChannel<string>(0);
    const waiting = start("collect", receiver);
    while (!sender.trySend("handed over"));
    drop(sender);
    expect(await waiting.join()).toEqual(["handed over"]);
  });
});

describe("select", () => {
  test("in a thread takes everything from two others", async () => {
    const [left, leftReceiver] = channel<number>();
    const [right, rightReceiver] = syncChannel<number>(2);
    const selecting = start("selectFromBoth", leftReceiver, rightReceiver);
    const sending = [start("sendNumbers", left, 0, 300), start("sendNumbers", right, 0, 300)];
    expect(await selecting.join()).toEqual({ left: numbers(300), right: numbers(300) });
    await Promise.all(sending.map((handle) => handle.join()));
  });

  test("here takes from threads without blocking", async () => {
    const [left, leftReceiver] = syncChannel<number>(0);
    const [right, rightReceiver] = syncChannel<number>(1);
    const sending = [start("sendNumbers", left, 0, 50), start("sendNumbers", right, 50, 100)];
    const received: number[] = [];
    while (received.length < 100) {
      const message = await selectAsync(
        [leftReceiver, rightReceiver].map((each) => each.arm(({ value, done }) => (done === true ? -1 : value))),
      );
      if (message !== -1) received.push(message);
    }
    expect(received.toSorted((one, other) => one - other)).toEqual(numbers(100));
    await Promise.all(sending.map((handle) => handle.join()));
    drop([leftReceiver, rightReceiver]);
  });

  test("in a thread sends into whichever has a place", async () => {
    const [left, leftReceiver] = syncChannel<number>(1);
    const [right, rightReceiver] = syncChannel<number>(0);
    const selecting = start<{ left: number; right: number }>("selectIntoBoth", left, right, 200);
    const [fromLeft, fromRight] = [start<number[]>("collect", leftReceiver), start<number[]>("collect", rightReceiver)];
    const sent = await selecting.join();
    const received = [await fromLeft.join(), await fromRight.join()] as const;
    expect(received.map(({ length }) => length)).toEqual([sent.left, sent.right]);
    expect(received.flat().toSorted((one, other) => one - other)).toEqual(numbers(200));
  });

  test("sends to a thread that selects", async () => {
    const [sender, receiver] = syncChannel<string>(0);
    const selecting = start("receiveOrGiveUp", receiver, 1e6);
    select([sender.arm("handed over", () => undefined)]);
    expect(await selecting.join()).toBe("handed over");
    drop(sender);
  });

  test("in a thread gives up when its timer comes first", async () => {
    const [sender, receiver] = syncChannel<string>(0);
    expect(await start("receiveOrGiveUp", receiver, 5).join()).toBe("too late");
    drop(sender);
  });

  test("here hears of a message before a timer that is far away", () => {
    const [sender, receiver] = channel<number>();
    const sending = start("sendNumbers", sender, 7, 8);
    using timer = after(1e6);
    expect(select([timer.arm(() => "too late"), receiver.arm(({ value }) => value)])).toBe(7);
    sending.joinSync();
    drop(receiver);
  });
});

describe("a handle in a message", () => {
  test("is the way back of each request", async () => {
    const [requests, inbox] = channel<unknown>();
    const server = start("serveSquares", inbox);
    const squares = numbers(20).map((number) => {
      const [reply, answer] = syncChannel<number>(1);
      requests.send({ number, reply });
      drop(reply);
      const square = answer.recv();
      drop(answer);
      return square;
    });
    expect(squares).toEqual(numbers(20).map((number) => number * number));
    drop(requests);
    await server.join();
  });
});
