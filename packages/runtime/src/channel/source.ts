/** What a receiver receives from: a channel, or a clock. */

import { load, now } from "#atomics";
import { MisuseError } from "../internal/errors.ts";
import { mayBlock } from "../internal/may-block.ts";
import { currentSlot } from "../internal/thread-id.ts";
import { unbounded } from "./channel-words.ts";
import { readClock, type Clock } from "./clock.ts";
import { openGate } from "./gate.ts";
import type { LocalChannel } from "./local-channel.ts";
import { observeUntil, type Watched } from "./observe-until.ts";
import { empty, tryReceive } from "./transfer.ts";
import { waitAtGate } from "./wait-at-gate.ts";

export type Source = LocalChannel | Clock;

/** The next message, `empty` or `gone`. */
export function poll(source: Source): unknown {
  return source.kind === "channel" ? tryReceive(source) : readClock(source);
}

/** The next message, `gone`, or `empty` when the time is over. */
export function receiveWithin(source: Source, timeoutMs: number): unknown {
  if (!mayBlock()) throw new MisuseError("this thread cannot wait for a message, since it may not block: `await receiver.recvAsync()`");
  const attempt = () => {
    const message = poll(source);
    return message === empty ? undefined : { message };
  };
  const received =
    source.kind === "channel"
      ? waitAtChannel(source, timeoutMs, attempt)
      : observeUntil(currentSlot(), [watch(source)], timeoutMs, attempt);
  return received === undefined ? empty : received.message;
}

/** How to wait for it among others. */
export function watch(source: Source): Watched {
  if (source.kind === "clock") return { watches: [], readyAt: () => source.nextAt, announce: () => {} };
  return { watches: [source.words.receiveGate.watch], readyAt: () => Infinity, announce: () => announceTaker(source) };
}

/** How many messages are there to be received. */
export function lengthOf(source: Source): number {
  if (source.kind === "clock") return readyNow(source) ? 1 : 0;
  if (source.words.capacity === 0) return 0;
  const received = load(source.words.receive.position);
  return Math.max((load(source.words.send.position) - received) | 0, 0);
}

/** How many messages it can hold; `undefined` without a bound. */
export function capacityOf(source: Source): number | undefined {
  if (source.kind === "clock") return source.nextAt === Infinity && source.period === Infinity ? 0 : 1;
  return source.words.capacity === unbounded ? undefined : source.words.capacity;
}

function readyNow(clock: Clock): boolean {
  return now() >= clock.nextAt;
}

/** Sleeps until something arrives. A sender that waits to hand something over hears of it. */
function waitAtChannel<R>(channel: LocalChannel, timeoutMs: number, attempt: () => R | undefined): R | undefined {
  return waitAtGate(channel.words.receiveGate, channel.receivePatience, timeoutMs, attempt, () => announceTaker(channel));
}

/** Only at a rendezvous does anybody wait for a receiver. */
function announceTaker({ words }: LocalChannel): void {
  if (words.capacity === 0) openGate(words.sendGate);
}
