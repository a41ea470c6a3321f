/**
 * Which threads have which end of a channel, and what follows: whether an end is shared, and whether it is gone.
 *
 * Each thread counts its own handles by itself; here is a bit for each thread that has any, and a count of those that are on their way in
 * messages. All changes are made under one lock, and what follows from them is worked out anew each time: so a thread that dies in the
 * middle leaves nothing that `recoverMembership` does not put right by doing the same again.
 */

import { add, and, load, or, store } from "#atomics";
import { clearPoison, heldBy, recoverLock, unlock } from "../sync/lock-word.ts";
import { channelCell, threadWords, type ChannelWords } from "./channel-words.ts";
import { closeGate, openGateWide } from "./gate.ts";
import { GONE, SHARED } from "./ring.ts";
import { takeLock } from "./take-lock.ts";

export type Side = "send" | "receive";

/** The thread of this number has the end from now on. */
export function joinEnd(words: ChannelWords, side: Side, threadId: number, slot: number): void {
  lock(words, threadId);
  or(threadWord(words, side, slot), bitOf(slot));
  settle(words);
}

/** The thread has let go of its last handle. Gives whether nobody has one now. */
export function leaveEnd(words: ChannelWords, side: Side, threadId: number, slot: number): boolean {
  lock(words, threadId);
  and(threadWord(words, side, slot), ~bitOf(slot));
  const wasLast = holders(words, side) === 0;
  settle(words);
  return wasLast;
}

/** A handle leaves this thread in a message. */
export function departHandle(words: ChannelWords, side: Side, threadId: number): void {
  lock(words, threadId);
  add(onTheWay(words, side), 1);
  settle(words);
}

/** A handle has arrived in this thread, which has the end from now on. `false` when none was on its way: the message was forged. */
export function arriveHandle(words: ChannelWords, side: Side, threadId: number, slot: number): boolean {
  lock(words, threadId);
  const travelling = load(onTheWay(words, side));
  if (travelling > 0) {
    store(onTheWay(words, side), travelling - 1);
    or(threadWord(words, side, slot), bitOf(slot));
  }
  settle(words);
  return travelling > 0;
}

/** After a death: gives how many ends the dead thread had, 0 to 2, which it has no more. */
export function recoverMembership(words: ChannelWords, deadId: number, deadSlot: number, threadId: number): number {
  recoverLock(words.cell + channelCell.admission, deadId, 1);
  clearPoison(words.cell + channelCell.admission);
  lock(words, threadId);
  const bit = bitOf(deadSlot);
  const had =
    Number((and(threadWord(words, "send", deadSlot), ~bit) & bit) !== 0) +
    Number((and(threadWord(words, "receive", deadSlot), ~bit) & bit) !== 0);
  settle(words);
  return had;
}

function lock(words: ChannelWords, threadId: number): void {
  takeLock(words.cell + channelCell.admission, heldBy(threadId));
}

/** Works out both modes, lets go of the lock, and wakes who waits for an end that is gone. */
function settle(words: ChannelWords): void {
  const senders = holders(words, "send");
  const receivers = holders(words, "receive");
  // A sender takes back what nobody takes, as a receiver: so both ends of a rendezvous are always shared.
  const always = words.capacity === 0 ? SHARED : 0;
  // When no receiver is left, senders discard what they were just sending, and any of them may.
  const sendersWoken = setMode(words.send.mode, always | (senders > 1 ? SHARED : 0) | (receivers === 0 ? GONE : 0));
  const receiversWoken = setMode(words.receive.mode, always | (receivers === 1 ? 0 : SHARED) | (senders === 0 ? GONE : 0));
  if (receivers === 0) closeGate(words.receiveGate);
  unlock(words.cell + channelCell.admission, 1);
  if (sendersWoken) openGateWide(words.sendGate);
  if (receiversWoken) openGateWide(words.receiveGate);
}

/** Whether the other end has gone just now. */
function setMode(word: number, flags: number): boolean {
  if (load(word) === flags) return false;
  store(word, flags);
  return (flags & GONE) !== 0;
}

function holders(words: ChannelWords, side: Side): number {
  const first = words.cell + (side === "send" ? channelCell.senders : channelCell.receivers);
  let count = load(onTheWay(words, side));
  for (let word = 0; word < threadWords; word++) count += bitCount(load(first + word));
  return count;
}

function onTheWay(words: ChannelWords, side: Side): number {
  return words.cell + (side === "send" ? channelCell.sendersOnTheWay : channelCell.receiversOnTheWay);
}

function threadWord(words: ChannelWords, side: Side, slot: number): number {
  return words.cell + (side === "send" ? channelCell.senders : channelCell.receivers) + (slot >>> 5);
}

function bitOf(slot: number): number {
  return 1 << (slot & 31);
}

function bitCount(word: number): number {
  let count = 0;
  for (let left = word; left !== 0; left &= left - 1) count += 1;
  return count;
}
