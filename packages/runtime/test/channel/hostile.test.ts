/** Messages that name a channel and were not sent by one of ours: each is refused, and the channel is as it was. */

import { describe, expect, test } from "vitest";
import { channel, drop, FreeholdError, MisuseError, RecvError, SendError, syncChannel, type Receiver, type Sender } from "freehold";
import { handleFromWire, shareableOf } from "../../src/internal/shareable.ts";
import { caught } from "../caught.ts";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";

leavesNothingAlive();

interface Wire {
  readonly address: number;
  readonly generation: number;
  readonly side: string;
}

/** A handle on its way. */
function sent(handle: object): Wire {
  return shareableOf(handle)!.toWire(handle) as Wire;
}

describe("a message that is read twice", () => {
  test("gives one sender", () => {
    const [sender, receiver] = channel<number>();
    const wire = sent(sender);
    const arrived = handleFromWire("Sender", wire) as Sender<number>;
    expect(() => handleFromWire("Sender", wire)).toThrow("it was forged, or read twice");
    drop([sender, arrived]);
    expect(() => receiver.recv()).toThrow(RecvError);
    drop(receiver);
  });

  test("gives one receiver", () => {
    const [sender, receiver] = syncChannel<number>(1);
    const wire = sent(receiver);
    const arrived = handleFromWire("Receiver", wire) as Receiver<number>;
    expect(() => handleFromWire("Receiver", wire)).toThrow("it was forged, or read twice");
    drop([receiver, arrived]);
    expect(() => sender.send(1)).toThrow(SendError);
    drop(sender);
  });

  test("names nothing any more when the channel has ended", () => {
    const [sender, receiver] = channel();
    const wire = sent(sender);
    drop([handleFromWire("Sender", wire), sender, receiver]);
    const [another, anotherReceiver] = channel();
    expect(() => handleFromWire("Sender", wire)).toThrow(MisuseError);
    drop([another, anotherReceiver]);
  });
});

test("a sender is no receiver, and a receiver no sender", () => {
  const [sender, receiver] = channel();
  const [sending, receiving] = [sent(sender), sent(receiver)];
  expect(() => handleFromWire("Receiver", sending)).toThrow(MisuseError);
  expect(() => handleFromWire("Sender", receiving)).toThrow(MisuseError);
  expect(() => handleFromWire("Sender", { ...receiving, side: "both" })).toThrow(MisuseError);
  drop([handleFromWire("Sender", sending), handleFromWire("Receiver", receiving), sender, receiver]);
});

test("ten thousand random ones are refused, and the channel still works", () => {
  const [sender, receiver] = syncChannel<number>(2);
  const wire = sent(sender);
  drop(handleFromWire("Sender", wire));
  let seed = 7;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed >>> 8) % below;
  };
  const odd = [undefined, null, -1, 0.5, Number.NaN, 2 ** 31, 2 ** 53, "0", {}, []];
  const accepted: unknown[] = [];
  for (let count = 0; count < 10_000; count++) {
    const forged = {
      address: next(3) === 0 ? odd[next(odd.length)] : next(2) === 0 ? wire.address : next(2 ** 20) * 64,
      generation: next(2) === 0 ? wire.generation : 2 ** 22 + next(1000),
      side: ["send", "receive", "", undefined][next(4)],
    };
    const error = caught(() => handleFromWire(next(2) === 0 ? "Sender" : "Receiver", forged));
    if (!(error instanceof FreeholdError)) accepted.push([forged, error]);
  }
  expect(accepted).toEqual([]);
  sender.send(1);
  expect(receiver.recv()).toBe(1);
  drop(sender);
  expect(() => receiver.recv()).toThrow(RecvError);
  drop(receiver);
});
