/** The end of a thread, by whatever cause, is the end of its handles: who waits at the other end hears of it, and the others go on. */

import { describe, expect, test } from "vitest";
import { channel, drop, RecvError, selectAsync, SendError, syncChannel } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { numbers, start } from "./start.ts";

leavesNothingAlive();

describe("the last handle of an end, in a thread that", () => {
  const causes = ["returns", "throws", "exits", "fails in a callback", "is terminated"];

  /** Resolves when the thread has its handle, and ends it if it does not by itself. */
  async function endedThread(end: object, cause: string): Promise<void> {
    const [ready, hear] = channel<string>();
    const handle = start("endBy", end, ready, cause);
    expect(await hear.recvAsync()).toBe("ready");
    if (cause === "is terminated") handle.terminate();
    await handle.join().catch(() => undefined);
    drop(hear);
  }

  test.for(causes)("%s: who receives without blocking hears that nobody sends", async (cause) => {
    const [sender, receiver] = channel();
    const heard = expect(receiver.recvAsync()).rejects.toThrow(RecvError);
    await endedThread(sender, cause);
    await heard;
    drop(receiver);
  });

  test.for(causes)("%s: who blocks in another thread hears it, too", async (cause) => {
    const [sender, receiver] = syncChannel(2);
    const [ready, hear] = channel<string>();
    const waiting = start("waitForEnd", receiver, ready);
    expect(await hear.recvAsync()).toBe("ready");
    await endedThread(sender, cause);
    expect(await waiting.join()).toBe("nobody sends");
    drop(hear);
  });

  test.for(causes)("%s: who sends hears that nobody receives", async (cause) => {
    const [sender, receiver] = syncChannel<number>(1);
    sender.send(1);
    const heard = expect(sender.sendAsync(2)).rejects.toThrow(SendError);
    await endedThread(receiver, cause);
    await heard;
    expect(() => sender.send(3)).toThrow(SendError);
    drop(sender);
  });

  test.for(causes)("%s: a select hears it", async (cause) => {
    const [sender, receiver] = channel<number>();
    const selected = selectAsync([receiver.arm(({ done }) => done)]);
    await endedThread(sender, cause);
    expect(await selected).toBe(true);
    drop(receiver);
  });

  test.for(causes)("%s: at a rendezvous, too", async (cause) => {
    const [sender, receiver] = syncChannel<number>(0);
    const heard = expect(receiver.recvAsync()).rejects.toThrow(RecvError);
    await endedThread(sender, cause);
    await heard;
    drop(receiver);
  });

  test.for(causes)("%s: what it has not received ends, and so do the handles in it", async (cause) => {
    const [requests, inbox] = channel();
    const [reply, answer] = syncChannel(1);
    requests.send({ reply });
    drop(reply);
    const heard = expect(answer.recvAsync()).rejects.toThrow(RecvError);
    await endedThread(inbox, cause);
    await heard;
    drop([requests, answer]);
  });

  test("is terminated before it has begun: its arguments end with it", async () => {
    const [sender, receiver] = channel();
    const [reply, answer] = channel();
    sender.send("sent before");
    const handle = start("waitForever", { reply, sender });
    drop([sender, reply]);
    handle.terminate();
    await expect(handle.join()).rejects.toThrow();
    expect([...receiver]).toEqual(["sent before"]);
    expect([...answer]).toEqual([]);
    drop([receiver, answer]);
  });

  test("is terminated while it sends: what it has sent is there, and others go on", async () => {
    const [sender, receiver] = syncChannel<unknown>(8);
    const [ready, hear] = channel<string>();
    const endless = start("sendUntilEnd", sender.clone(), ready);
    expect(await hear.recvAsync()).toBe("ready");
    const steady = start("sendNumbers", sender, 0, 2000);
    for (let left = 500; left > 0; left--) receiver.recv();
    endless.terminate();
    let last = -1;
    for (const message of receiver) if (typeof message === "number") last = message;
    expect(last).toBe(1999);
    await steady.join();
    await expect(endless.join()).rejects.toMatchObject({ reason: "terminated" });
    drop([receiver, hear]);
  });

  test("is terminated while it receives: the other receivers get the rest", async () => {
    const [sender, receiver] = syncChannel<number>(4);
    const doomed = start("collect", receiver.clone());
    for (const message of numbers(100)) sender.send(message);
    doomed.terminate();
    await expect(doomed.join()).rejects.toMatchObject({ reason: "terminated" });
    const survivor = start<number[]>("collect", receiver);
    for (const message of numbers(100, 100)) sender.send(message);
    drop(sender);
    const received = await survivor.join();
    expect(received.slice(-100)).toEqual(numbers(100, 100));
  });
});

test("channels that are made while others see to the end of a thread stay whole", async () => {
  for (let round = 0; round < 5; round++) {
    const ending = start("leaveAtOnce");
    while (!ending.isFinished()) madeAndUsed();
    for (let more = 0; more < 200; more++) madeAndUsed();
    await ending.join();
  }
});

function madeAndUsed(): void {
  for (const [sender, receiver] of [channel<string>(), syncChannel<string>(1)]) {
    sender.send("still there");
    expect(receiver.tryRecv()).toBe("still there");
    drop([sender, receiver]);
  }
}
