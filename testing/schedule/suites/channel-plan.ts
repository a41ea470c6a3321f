/** A channel in a program: its words, a plain cell for each message that it can hold, and how threads send and receive. */

import { now, store } from "../src/atomics.ts";
import { checkpoint, currentThread } from "../src/plain.ts";
import type { Cell, Plan } from "../src/program.ts";
import { channelWords, type ChannelWords } from "../../../packages/runtime/src/channel/channel-words.ts";
import { openGate, openGateWide, openWatched } from "../../../packages/runtime/src/channel/gate.ts";
import { recoverMembership } from "../../../packages/runtime/src/channel/membership.ts";
import { handedOver, takeBackAt } from "../../../packages/runtime/src/channel/rendezvous.ts";
import { advance, forget, newRingEnd, reserve, SHARED, type RingEnd } from "../../../packages/runtime/src/channel/ring.ts";
import { waitAtGate } from "../../../packages/runtime/src/channel/wait-at-gate.ts";
import { clearPoison, recoverLock } from "../../../packages/runtime/src/sync/lock-word.ts";

export interface Channel {
  readonly words: ChannelWords;
  readonly slots: readonly Cell[];
}

/** What `receive` gives in place of a message. */
export const NOBODY = 0;
export const NOT_YET = -1;

export function channelOf(plan: Plan, name: string, capacity: number): Channel {
  const words = channelWords(plan.words(name, 32), plan.words(`${name}'s block`, 64), capacity);
  return { words, slots: Array.from({ length: Math.max(capacity, 1) }, (_, index) => plan.cell(`${name}'s slot ${index}`)) };
}

/** As if so many threads had each end. */
export function share({ words }: Channel, senders: number, receivers: number): void {
  if (senders > 1) store(words.send.mode, SHARED);
  if (receivers > 1) store(words.receive.mode, SHARED);
}

export function sendEnd({ words }: Channel, self: number): RingEnd {
  return newRingEnd(words.send, self);
}

export function receiveEnd({ words }: Channel, self: number): RingEnd {
  return newRingEnd(words.receive, self);
}

/** `false`: nobody will receive it. */
export function send(channel: Channel, end: RingEnd, value: number, timeoutMs = Infinity): boolean | undefined {
  const attempt = forgetting(
    () => remembered(end),
    () => trySend(channel, end, value),
  );
  const sent = waitAtGate(channel.words.sendGate, { attempts: 0 }, timeoutMs, attempt);
  checkpoint("sent", String(sent), ...remembered(end));
  return sent;
}

export function receive(channel: Channel, end: RingEnd, timeoutMs = Infinity): number {
  const attempt = forgetting(
    () => remembered(end),
    () => tryReceive(channel, end),
  );
  const { receiveGate, sendGate, capacity } = channel.words;
  const announce = (): void => void (capacity === 0 && openGate(sendGate));
  const received = waitAtGate(receiveGate, { attempts: 0 }, timeoutMs, attempt, announce) ?? NOT_YET;
  checkpoint("received", received, ...remembered(end));
  return received;
}

/** What `sendWithin` does at a rendezvous: gives whether somebody has taken it. */
export function handOver(channel: Channel, self: number, value: number, timeoutMs = Infinity): boolean {
  const end = sendEnd(channel, self);
  const offering = { words: channel.words, receive: receiveEnd(channel, self) };
  let offeredAt: number | undefined;
  const attempt = (): "sent" | "gone" | undefined => {
    if (offeredAt === undefined) {
      const sent = trySend(channel, end, value);
      if (sent !== true) return sent === false ? "gone" : undefined;
      offeredAt = (end.next - 1) | 0;
    }
    const sending = handedOver(offering, offeredAt);
    if (sending === "gone") offeredAt = undefined;
    return sending === "full" ? undefined : sending;
  };
  const sending = waitAtGate(
    channel.words.sendGate,
    { attempts: 0 },
    timeoutMs,
    forgetting(() => [offeredAt ?? NOT_YET], attempt),
  );
  checkpoint("ended", String(sending), String(offeredAt));
  return sending === "sent" || (offeredAt !== undefined && !takeBackAt(offering, offeredAt));
}

/** After each attempt but the one between a look at the epoch and the sleep, only what is kept matters. */
function forgetting<R>(kept: () => readonly number[], attempt: () => R | undefined): () => R | undefined {
  let attempts = 0;
  return () => {
    const result = attempt();
    if (result === undefined && attempts++ % 2 === 0) checkpoint("nothing yet", Math.min(attempts, 2), now(), ...kept());
    return result;
  };
}

/** What an end knows by itself up to its limit. */
function remembered({ next, limit }: RingEnd): readonly number[] {
  return next === limit ? [] : [next, limit];
}

export function trySend(channel: Channel, end: RingEnd, value: number): boolean | undefined {
  const reservation = reserve(end);
  if (reservation !== "reserved") return reservation === "gone" ? false : undefined;
  const position = end.next;
  slotOf(channel, end).write(value);
  const watched = advance(end, channel.words.receiveGate.watch);
  if (!openWatched(channel.words.receiveGate, watched)) return true;
  forget(end);
  // What is offered at a rendezvous is its sender's to take back.
  return channel.words.capacity === 0 || !discard(channel, currentThread(), position);
}

/** What `abandonMessages` does to the words. Gives whether the message at `own` was among those. */
export function discard(channel: Channel, self: number, own?: number): boolean {
  const end = receiveEnd(channel, self);
  let found = false;
  while (reserve(end) === "reserved") {
    found ||= end.next === own;
    slotOf(channel, end).read();
    openWatched(channel.words.sendGate, advance(end, channel.words.sendGate.watch));
  }
  return found;
}

export function tryReceive(channel: Channel, end: RingEnd): number | undefined {
  const reservation = reserve(end);
  if (reservation !== "reserved") return reservation === "gone" ? NOBODY : undefined;
  const value = slotOf(channel, end).read();
  openWatched(channel.words.sendGate, advance(end, channel.words.sendGate.watch));
  return value;
}

/** What `recoverChannel` does to the words. `self` is the number of the thread that does it. */
export function recover({ words }: Channel, dead: number, self: number): void {
  for (const { lock } of [words.send, words.receive]) {
    recoverLock(lock, dead, 1);
    clearPoison(lock);
  }
  recoverMembership(words, dead, dead, self);
  openGateWide(words.sendGate);
  openGateWide(words.receiveGate);
}

function slotOf({ slots }: Channel, end: RingEnd): Cell {
  return slots[(end.next >>> 0) % slots.length]!;
}
