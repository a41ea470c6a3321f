/** One attempt to send or to receive, which never waits for a message or a place. */

import { openWatched } from "./gate.ts";
import { abandonMessages, nextReceiveSlot, nextSendSlot, type LocalChannel } from "./local-channel.ts";
import { packedIn, readSimple, unpack, writeMessage } from "./message.ts";
import { handedOver, takeBackAt } from "./rendezvous.ts";
import { advance, forget, reserve, withdraw } from "./ring.ts";

/** In place of a message: there is none now. */
export const empty: unique symbol = Symbol("empty");

/** In place of a message: there will be none. */
export const gone: unique symbol = Symbol("gone");

/** The next message. */
export function tryReceive(channel: LocalChannel): unknown {
  const { receive, words } = channel;
  const reservation = reserve(receive);
  if (reservation !== "reserved") return reservation === "none" ? empty : gone;
  const slot = nextReceiveSlot(channel);
  const packed = packedIn(slot);
  const value = packed === 0 ? readSimple(slot) : undefined;
  openWatched(words.sendGate, advance(receive, words.sendGate.watch));
  return packed === 0 ? value : unpack(packed);
}

/** A message that is to be sent, once. */
export interface Outgoing {
  readonly value: unknown;
  /** Its block; the receiver's once it is received. */
  readonly packed: number;
  /** Of a rendezvous: where it lies since it was offered, to be taken or taken back. */
  offeredAt: number | undefined;
}

/** `full`: there is no place now, or nobody has taken it yet. `gone`: nobody will, and it is the caller's again. */
export type Sending = "sent" | "full" | "gone";

export function trySend(channel: LocalChannel, value: unknown, packed: number): Sending {
  const { send, words } = channel;
  const reservation = reserve(send);
  if (reservation !== "reserved") return reservation === "none" ? "full" : "gone";
  const position = send.next;
  writeMessage(slotOrWithdraw(channel), value, packed);
  const watched = advance(send, words.receiveGate.watch);
  if (!openWatched(words.receiveGate, watched)) return "sent";
  // It is closed: the next attempt looks before it sends.
  forget(send);
  return abandonMessages(channel, position) ? "gone" : "sent";
}

/** The same, and of a rendezvous whether it was taken. */
export function tryHandOver(channel: LocalChannel, outgoing: Outgoing): Sending {
  if (outgoing.offeredAt === undefined) {
    const sending = trySend(channel, outgoing.value, outgoing.packed);
    if (sending !== "sent" || channel.words.capacity !== 0) return sending;
    outgoing.offeredAt = (channel.send.next - 1) | 0;
  }
  const sending = handedOver(channel, outgoing.offeredAt);
  if (sending === "gone") outgoing.offeredAt = undefined;
  return sending;
}

/** Of a rendezvous: takes back what was offered, unless somebody was quicker. Gives whether the message is the caller's again. */
export function takeBack(channel: LocalChannel, outgoing: Outgoing): boolean {
  if (outgoing.offeredAt === undefined) return true;
  const isBack = takeBackAt(channel, outgoing.offeredAt);
  if (isBack) outgoing.offeredAt = undefined;
  return isBack;
}

/** A new segment may find no memory. */
function slotOrWithdraw(channel: LocalChannel): number {
  try {
    return nextSendSlot(channel);
  } catch (error) {
    withdraw(channel.send);
    throw error;
  }
}
