/** Where the words of a channel lie: those that threads wait on in its cell, those of each end and the messages in a block of their own. */

import type { Address } from "../internal/memory-map.ts";
import type { Gate } from "./gate.ts";
import type { EndWords } from "./ring.ts";

/** Words of the cell, counted from its first. The first two are waited on. */
export const channelCell = {
  sendEpoch: 4,
  receiveEpoch: 5,
  sendWatch: 6,
  receiveWatch: 7,
  /** A lock, which has three words: held by who adds or removes a thread. */
  admission: 8,
  /** The block: a byte offset. 0 while the channel is being made: then nobody else knows it. */
  block: 11,
  /** How many messages it holds; see `unbounded`. */
  capacity: 12,
  /** Handles of senders, and of receivers, that are on their way to a thread. */
  sendersOnTheWay: 13,
  receiversOnTheWay: 14,
  /** A bit for each thread that can send, and for each that can receive: eight words each. */
  senders: 16,
  receivers: 24,
} as const;

export const threadWords = 8;

/** The capacity of a channel without one. */
export const unbounded = -1;

/** Words of the block, counted from its first line. What one end writes is two lines away from what the other does. */
export const channelBlock = {
  sendMode: 0,
  sent: 1,
  /** Unbounded channels: the segment of the next message. */
  sendSegment: 2,
  /** A lock, which has three words. */
  sendLock: 4,
  receiveMode: 32,
  received: 33,
  receiveSegment: 34,
  receiveLock: 36,
  /** Bounded channels: the messages, two words each. */
  slots: 64,
} as const;

/** What a thread has to know of a channel to use it: indexes of words. */
export interface ChannelWords {
  readonly cell: number;
  readonly block: number;
  readonly capacity: number;
  readonly send: EndWords;
  readonly receive: EndWords;
  /** Where threads wait that would send. */
  readonly sendGate: Gate;
  readonly receiveGate: Gate;
}

/** So far may senders be ahead that have no bound: half of what a position can tell. */
const noBound = 0x4000_0000;

/** `block` is the index of its first line. */
export function channelWords(cell: number, block: number, capacity: number): ChannelWords {
  const sent = block + channelBlock.sent;
  const received = block + channelBlock.received;
  const lead = capacity === unbounded ? noBound : Math.max(capacity, 1);
  // Of a rendezvous, some wait for a place and one for its message to be taken: they are woken together.
  const wakes = capacity === 0 ? Infinity : 1;
  return {
    cell,
    block,
    capacity,
    send: { mode: block + channelBlock.sendMode, lock: block + channelBlock.sendLock, position: sent, other: received, lead },
    receive: { mode: block + channelBlock.receiveMode, lock: block + channelBlock.receiveLock, position: received, other: sent, lead: 0 },
    sendGate: { watch: cell + channelCell.sendWatch, epoch: cell + channelCell.sendEpoch, wakes },
    receiveGate: { watch: cell + channelCell.receiveWatch, epoch: cell + channelCell.receiveEpoch, wakes: 1 },
  };
}

/** The first word of the cell at this address. */
export function cellWord(address: Address): number {
  return address >> 2;
}
