/** Every kind of message arrives in another thread as what it was, and comes back. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { channel, drop, syncChannel, type JoinHandle, type Receiver, type Sender } from "freehold";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { start } from "./start.ts";

leavesNothingAlive();

/** What peers lose, break on, or hand over as something else. */
const messages: Readonly<Record<string, unknown>> = {
  null: null,
  undefined: undefined,
  "a number that is none": Number.NaN,
  "minus zero": -0,
  infinity: -Infinity,
  "a date": new Date(86_400_000),
  "a map": new Map<unknown, unknown>([[{ key: 1 }, new Set([1, "two"])]]),
  "a set": new Set([null, undefined, Number.NaN]),
  "a big integer": -(2n ** 100n),
  "text with every kind of character": "ä€𝄞\uD800\0",
  "a long text": "long ".repeat(100_000),
  bytes: new Uint8Array([0, 255]),
  "a buffer": new Uint8Array([1, 2, 3]).buffer,
  "a view of a part": new Float64Array([1, 2, 3, 4]).subarray(1, 3),
  "an array with holes": [1, , 3], // oxlint-disable-line no-sparse-arrays -- it is what is tested
  "a regular expression": /a+/gu,
  "an error with its cause": new TypeError("wrong", { cause: { code: 7 } }),
  "a record in a record": { a: { b: [{ c: "d" }] }, __proto__: null },
  false: false,
  "an empty text": "",
};

describe("a message is the same in another thread and back:", () => {
  let requests: Sender<unknown>;
  let replies: Receiver<unknown>;
  let echoing: JoinHandle<void>;

  beforeAll(() => {
    let inbox: Receiver<unknown>;
    let outbox: Sender<unknown>;
    [requests, inbox] = channel();
    [outbox, replies] = syncChannel(1);
    echoing = start("echo", inbox, outbox);
  });

  afterAll(async () => {
    drop(requests);
    await echoing.join();
    drop(replies);
  });

  test.for(Object.keys(messages))("%s", (name) => {
    const sent = messages[name];
    requests.send(sent);
    const received = replies.recv();
    expect(received).toEqual(sent);
    expect(Object.is(received, sent)).toBe(typeof sent !== "object" || sent === null);
  });

  test("a value that holds itself", () => {
    const sent: { self?: unknown; list: unknown[] } = { list: [] };
    sent.self = sent;
    sent.list.push(sent.list);
    requests.send(sent);
    const received = replies.recv() as typeof sent;
    expect([received.self === received, received.list[0] === received.list]).toEqual([true, true]);
  });
});
