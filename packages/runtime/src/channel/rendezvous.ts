/**
 * What a sender does at a rendezvous, a channel without places: it offers its message, which then lies at a position, and waits until that has been
 * taken. When it would wait no longer, or nobody receives any more, it takes the message back as a receiver would, unless somebody was quicker:
 * so a message is taken once, by a receiver or by its sender.
 */

import { load } from "#atomics";
import type { ChannelWords } from "./channel-words.ts";
import { openWatched } from "./gate.ts";
import { advance, GONE, reserve, withdraw, type RingEnd } from "./ring.ts";

export interface Offering {
  readonly words: ChannelWords;
  /** The sender's own view of the end that receives. */
  readonly receive: RingEnd;
}

/** What has become of the message at this position; `full`: it still lies there. When it is `gone`, nobody takes it, and it is the sender's again. */
export function handedOver(offering: Offering, offeredAt: number): "sent" | "full" | "gone" {
  const isGone = (load(offering.words.send.mode) & GONE) !== 0;
  if (isTaken(offering.words, offeredAt)) return "sent";
  if (!isGone) return "full";
  return takeBackAt(offering, offeredAt) ? "gone" : "sent";
}

/** Takes the message at this position back, unless somebody was quicker. Gives whether it is the sender's again. */
export function takeBackAt({ words, receive }: Offering, offeredAt: number): boolean {
  if (reserve(receive) !== "reserved") return false;
  if (receive.next !== offeredAt) {
    withdraw(receive);
    return false;
  }
  openWatched(words.sendGate, advance(receive, words.sendGate.watch));
  return true;
}

function isTaken({ receive }: ChannelWords, offeredAt: number): boolean {
  return ((load(receive.position) - offeredAt) | 0) > 0;
}
