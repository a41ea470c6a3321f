/** What no channel can carry is refused with its path and the way out; then nothing was sent, and nothing that it holds has moved. */

import { describe, expect, test } from "vitest";
import { Box, channel, drop, NotSendError, RecvError, syncChannel, type Sender } from "freehold";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

class Account {
  readonly #balance = 1;

  balance(): number {
    return this.#balance;
  }
}

const sendItsData = "which cannot cross to another thread: send its data instead";
const giveItAtTheStart = "which cannot be written as bytes: give it to the thread among the arguments of `thread.spawn`";

const refused: readonly (readonly [string, () => unknown, string])[] = [
  ["a function", () => () => 1, `\`value\` is a function, ${sendItsData}`],
  ["a function deep inside", () => ({ handlers: [{ click: () => 1 }] }), `\`value.handlers[0].click\` is a function, ${sendItsData}`],
  ["a symbol", () => Symbol("mine"), `\`value\` is a symbol, ${sendItsData}`],
  ["an instance of a class", () => [new Account()], `\`value[0]\` is an object of class \`Account\`, ${sendItsData}`],
  ["a promise", () => Promise.resolve(), `\`value\` is an object of class \`Promise\`, ${sendItsData}`],
  ["a generator", () => [1].values(), `\`value\` is an object of class`],
  ["a weak map", () => new WeakMap(), `\`value\` is an object of class \`WeakMap\`, ${sendItsData}`],
  ["a port", () => ({ port: new MessageChannel().port1 }), `\`value.port\` is an object of class \`MessagePort\`, ${giveItAtTheStart}`],
  ["a stream", () => new ReadableStream(), `\`value\` is an object of class \`ReadableStream\`, ${giveItAtTheStart}`],
  ["shared memory", () => new SharedArrayBuffer(8), `\`value\` is an object of class \`SharedArrayBuffer\`, ${giveItAtTheStart}`],
];

type Send = (sender: Sender<unknown>, value: unknown) => unknown;

const ways: readonly (readonly [string, Send])[] = [
  ["send", (sender, value) => sender.send(value)],
  ["trySend", (sender, value) => sender.trySend(value)],
  ["sendTimeout", (sender, value) => sender.sendTimeout(value, 1)],
];

describe.for(ways)("%s", ([, send]) => {
  test.for(refused)("refuses %s", ([, make, message]) => {
    const [sender, receiver] = syncChannel<unknown>(1);
    const error = caught(() => send(sender, make()));
    expect(error).toBeInstanceOf(NotSendError);
    expect((error as Error).message).toContain(message);
    expect(receiver.tryRecv()).toBe(undefined);
    send(sender, "next");
    expect(receiver.recv()).toBe("next");
    drop([sender, receiver]);
  });
});

test("sendAsync rejects", async () => {
  const [sender, receiver] = channel<unknown>();
  await expect(sender.sendAsync({ call: () => 1 })).rejects.toThrow("`value.call` is a function");
  expect(receiver.tryRecv()).toBe(undefined);
  drop([sender, receiver]);
});

test("a refused message takes no handle with it", () => {
  const [sender, receiver] = channel<unknown>();
  const [inner, innerReceiver] = channel<number>();
  expect(() => sender.send({ inner, call: () => 1 })).toThrow(NotSendError);
  drop(inner);
  expect(() => innerReceiver.tryRecv()).toThrow(RecvError);
  drop([sender, receiver, innerReceiver]);
});

test("a buffer is copied: the sender keeps it", () => {
  const [sender, receiver] = channel<ArrayBuffer>();
  const buffer = new Uint8Array([1, 2]).buffer;
  sender.send(buffer);
  new Uint8Array(buffer)[0] = 9;
  expect([...new Uint8Array(receiver.recv())]).toEqual([1, 2]);
  expect(buffer.byteLength).toBe(2);
  drop([sender, receiver]);
});

test("a box is refused and stays the sender's; what it holds can be sent", () => {
  const [sender, receiver] = channel<unknown>();
  const box = Box.new([1, 2]);
  expect(() => sender.send(box)).toThrow("`value` is an object of class `Box`, which cannot cross");
  sender.send(Box.intoInner(box));
  expect(receiver.recv()).toEqual([1, 2]);
  drop([sender, receiver]);
});
