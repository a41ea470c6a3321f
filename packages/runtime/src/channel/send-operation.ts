/** Sending that takes time: until there is a place, and of a rendezvous until somebody has taken the message. */

import { load, now, spinHint } from "#atomics";
import { MisuseError } from "../internal/errors.ts";
import { mayBlock } from "../internal/may-block.ts";
import type { WaitOptions } from "../sync/async-wait.ts";
import { promiseFor } from "./async-attempt.ts";
import { SendError } from "./errors.ts";
import { isWatched, openGateWide } from "./gate.ts";
import { addHandle, dropHandle, type LocalChannel } from "./local-channel.ts";
import { discardPacked } from "./message.ts";
import { GONE } from "./ring.ts";
import { takeBack, tryHandOver, trySend, type Outgoing, type Sending } from "./transfer.ts";
import { waitAtGate } from "./wait-at-gate.ts";

/** How long a message is held out to somebody who waits at a rendezvous: several times as long as it takes to wake. */
const heldOutMs = 5;

/** Sends, or gives `false` when the time is over. Throws `SendError` when nobody can receive. */
export function sendWithin(channel: LocalChannel, value: unknown, packed: number, timeoutMs: number): boolean {
  const outgoing: Outgoing = { value, packed, offeredAt: undefined };
  const attempt = () => unlessFull(tryHandOver(channel, outgoing));
  if (mayBlock()) return ended(channel, outgoing, waitAtGate(channel.words.sendGate, channel.sendPatience, timeoutMs, attempt));
  const sent = ended(channel, outgoing, spinFor(heldOutMs, attempt));
  if (!sent)
    throw new MisuseError("this thread cannot wait for a place in the channel, since it may not block: `await sender.sendAsync(value)`");
  return true;
}

/** Sends if there is a place, or somebody who waits; else gives `false`. */
export function sendNow(channel: LocalChannel, value: unknown, packed: number): boolean {
  const outgoing: Outgoing = { value, packed, offeredAt: undefined };
  if (channel.words.capacity !== 0) return ended(channel, outgoing, trySend(channel, value, packed));
  if (!isWatched(channel.words.receiveGate)) return ended(channel, outgoing, isGone(channel) ? "gone" : "full");
  const attempt = () => unlessFull(tryHandOver(channel, outgoing));
  const sending = mayBlock() ? waitAtGate(channel.words.sendGate, channel.sendPatience, heldOutMs, attempt) : spinFor(heldOutMs, attempt);
  // Nobody was there for all that: who is, says so again.
  if (sending === undefined) openGateWide(channel.words.receiveGate);
  return ended(channel, outgoing, sending);
}

/** Until the signal aborts. `expectLive` throws when the handle was dropped meanwhile. */
export function sendLater(
  channel: LocalChannel,
  value: unknown,
  packed: number,
  options: WaitOptions,
  expectLive: () => void,
): Promise<void> {
  const outgoing: Outgoing = { value, packed, offeredAt: undefined };
  const done = { value: undefined };
  // The end stays this thread's until it is over, whatever becomes of the handle.
  addHandle(channel, "send");
  return promiseFor<undefined>(
    {
      watches: [channel.words.sendGate.watch],
      readyAt: () => Infinity,
      announce: () => {},
      make: () => {
        const sending = unlessFull(tryHandOver(channel, outgoing));
        if (sending !== undefined) return ended(channel, outgoing, sending) ? done : undefined;
        return doneUnlessDead(expectLive, () => ended(channel, outgoing, undefined)) ? done : undefined;
      },
      giveUp: () => (ended(channel, outgoing, undefined) ? done : undefined),
      end: () => dropHandle(channel, "send"),
    },
    options,
  );
}

/** Whether it was sent. What was not is the caller's again. */
function ended(channel: LocalChannel, outgoing: Outgoing, sending: Sending | undefined): boolean {
  if (sending === "sent" || !takeBack(channel, outgoing)) return true;
  discardPacked(outgoing.packed);
  if (sending === "gone") throw new SendError(outgoing.value);
  return false;
}

/** `false` while the handle lives; else whether `end` finds that it was sent all the same, or throws that the handle has ended. */
function doneUnlessDead(expectLive: () => void, end: () => boolean): boolean {
  try {
    expectLive();
    return false;
  } catch (error) {
    if (end()) return true;
    throw error;
  }
}

function unlessFull(sending: Sending): Sending | undefined {
  return sending === "full" ? undefined : sending;
}

function isGone(channel: LocalChannel): boolean {
  return (load(channel.words.send.mode) & GONE) !== 0;
}

/** For threads that may not sleep. */
function spinFor<R>(timeoutMs: number, attempt: () => R | undefined): R | undefined {
  const end = now() + timeoutMs;
  for (;;) {
    const result = attempt();
    if (result !== undefined || now() >= end) return result;
    spinHint();
  }
}
