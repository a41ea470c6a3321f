/** A channel as one thread knows it: the words, both ends, and how many handles this thread has of each. */

import { exchange, load, store } from "#atomics";
import { cellFromWire, cellKind, cellToWire, dropCell, keepCell, makeCell, type CellWire } from "../internal/cells.ts";
import { MisuseError } from "../internal/errors.ts";
import { allocate, release } from "../internal/heap.ts";
import { lineSize, type Address } from "../internal/memory-map.ts";
import { reach } from "../internal/shared-memory.ts";
import { currentSlot, currentThreadId } from "../internal/thread-id.ts";
import { cellWord, channelBlock, channelCell, channelWords, unbounded, type ChannelWords } from "./channel-words.ts";
import { arriveHandle, departHandle, joinEnd, leaveEnd, type Side } from "./membership.ts";
import { openWatched } from "./gate.ts";
import { discardPacked, packedIn } from "./message.ts";
import { advance, forget, GONE, newRingEnd, reserve, type RingEnd } from "./ring.ts";
import { firstSegment, freeSegments, receiveSegment, sendSegment, slotIn, startsSegment } from "./segments.ts";
import { newPatience, type Patience } from "./wait-at-gate.ts";

export interface LocalChannel {
  readonly kind: "channel";
  readonly address: Address;
  readonly words: ChannelWords;
  readonly send: RingEnd;
  readonly receive: RingEnd;
  /** Where the message at a position lies, of a bounded channel: its index modulo this many, which is a power of two. */
  readonly mask: number;
  readonly sendPatience: Patience;
  readonly receivePatience: Patience;
  senders: number;
  receivers: number;
}

/** What a message says of a handle. */
export interface HandleWire extends CellWire {
  readonly side: Side;
}

/** By their addresses: those of which this thread has a handle. */
const known = new Map<Address, LocalChannel>();

/** A new channel with one handle of each end. */
export function newChannel(capacity: number): LocalChannel {
  const block = allocate(blockSize(capacity) + lineSize);
  const first = firstLine(block);
  for (let word = 0; word < channelBlock.slots; word++) store(first + word, 0);
  if (capacity === unbounded) {
    const segment = firstSegment();
    store(first + channelBlock.sendSegment, segment);
    store(first + channelBlock.receiveSegment, segment);
  }
  const address = makeCell(cellKind.channel);
  store(cellWord(address) + channelCell.capacity, capacity);
  const channel = remember(address, channelWords(cellWord(address), first, capacity));
  // In this order: a channel that has no receiver is closed for ever.
  addHandle(channel, "receive");
  addHandle(channel, "send");
  // From now on those who recover from a death look at it.
  store(cellWord(address) + channelCell.block, block);
  // The cell's first handle was only held until the two ends had theirs.
  dropCell(address, () => {});
  return channel;
}

/** One more handle of this thread. */
export function addHandle(channel: LocalChannel, side: Side): void {
  if (countHandle(channel, side, 1) > 1) return;
  keepCell(channel.address);
  joinEnd(channel.words, side, currentThreadId(), currentSlot());
}

/** One less. */
export function dropHandle(channel: LocalChannel, side: Side): void {
  if (countHandle(channel, side, -1) > 0) return;
  forgetUnused(channel);
  forget(channel[side]);
  const wasLast = leaveEnd(channel.words, side, currentThreadId(), currentSlot());
  if (wasLast && side === "receive") abandonMessages(channel);
  dropCell(channel.address, () => clearChannel(channel));
}

/** What to send to a thread that gets one more handle. */
export function handleToWire(channel: LocalChannel, side: Side): HandleWire {
  forget(channel[side]);
  departHandle(channel.words, side, currentThreadId());
  return { ...cellToWire(channel.address), side };
}

/** The channel of a handle that has arrived. Throws `MisuseError` when the message was forged. */
export function channelFromWire(side: Side, wire: unknown): LocalChannel {
  const address = cellFromWire(cellKind.channel, wire);
  if ((wire as Partial<HandleWire>).side !== side) throw forged(side);
  const channel = localFor(address);
  if (!arriveHandle(channel.words, side, currentThreadId(), currentSlot())) {
    forgetUnused(channel);
    throw forged(side);
  }
  // The message's hold of the cell becomes this thread's, unless it has one for this end.
  if (countHandle(channel, side, 1) > 1) dropCell(address, () => {});
  return channel;
}

/** Where the next message goes. */
export function nextSendSlot({ mask, send, words }: LocalChannel): number {
  if (words.capacity !== unbounded) return words.block + channelBlock.slots + (send.next & mask) * 2;
  if (send.segment === 0 || startsSegment(send.next)) send.segment = sendSegment(words.block, send.next);
  return slotIn(send.segment, send.next);
}

/** Where the next message to be received lies. */
export function nextReceiveSlot({ mask, receive, words }: LocalChannel): number {
  if (words.capacity !== unbounded) return words.block + channelBlock.slots + (receive.next & mask) * 2;
  if (receive.segment === 0 || startsSegment(receive.next)) receive.segment = receiveSegment(words.block, receive.next);
  return slotIn(receive.segment, receive.next);
}

/** The words of the channel in this cell, which this thread can reach from now on. */
export function wordsOf(cell: number): ChannelWords {
  const capacity = load(cell + channelCell.capacity);
  const block = firstLine(load(cell + channelCell.block));
  reach(block * 4 + blockSize(capacity));
  return channelWords(cell, block, capacity);
}

/**
 * Drops the messages that nobody will receive, since the last receiver is gone: its thread does, or who recovers from its death, and each sender that
 * has sent one just then. What is offered at a rendezvous is its sender's to take back. Gives whether the message at `own` was among them,
 * which its sender keeps.
 */
export function abandonMessages(channel: LocalChannel, own?: number): boolean {
  return channel.words.capacity !== 0 && discardMessages(channel, own);
}

/** After a death: as many ends are gone, with which the channel may be. */
export function abandonEnds(address: Address, ends: number): void {
  const channel = localFor(address);
  if ((load(channel.words.send.mode) & GONE) !== 0) abandonMessages(channel);
  for (let left = ends; left > 0; left--) dropCell(address, () => clearChannel(channel));
  forgetUnused(channel);
}

function discardMessages(channel: LocalChannel, own?: number): boolean {
  const { receive, words } = channel;
  let found = false;
  while (reserve(receive) === "reserved") {
    const isOwn = receive.next === own;
    const packed = packedIn(nextReceiveSlot(channel));
    openWatched(words.sendGate, advance(receive, words.sendGate.watch));
    if (isOwn) found = true;
    else discardPacked(packed);
  }
  return found;
}

/** Nobody has a handle any more. */
function clearChannel(channel: LocalChannel): void {
  discardMessages(channel);
  if (channel.words.capacity === unbounded) freeSegments(channel.words.block);
  release(exchange(channel.words.cell + channelCell.block, 0) as Address);
}

function localFor(address: Address): LocalChannel {
  return known.get(address) ?? remember(address, wordsOf(cellWord(address)));
}

function remember(address: Address, words: ChannelWords): LocalChannel {
  const id = currentThreadId();
  const made: LocalChannel = {
    kind: "channel",
    address,
    words,
    send: newRingEnd(words.send, id),
    receive: newRingEnd(words.receive, id),
    mask: slotsFor(words.capacity) - 1,
    sendPatience: newPatience(),
    receivePatience: newPatience(),
    senders: 0,
    receivers: 0,
  };
  known.set(address, made);
  return made;
}

/** Another channel may come to live in its cell. */
function forgetUnused({ address, senders, receivers }: LocalChannel): void {
  if (senders + receivers === 0) known.delete(address);
}

function countHandle(channel: LocalChannel, side: Side, by: number): number {
  if (side === "send") return (channel.senders += by);
  return (channel.receivers += by);
}

function blockSize(capacity: number): number {
  return (channelBlock.slots + slotsFor(capacity) * 2) * 4;
}

/** A rendezvous has a place for the message that is being handed over. */
function slotsFor(capacity: number): number {
  return capacity === unbounded ? 0 : 2 ** Math.ceil(Math.log2(Math.max(capacity, 1)));
}

/** The first word of the first line in the block. */
function firstLine(block: number): number {
  return (Math.ceil(block / lineSize) * lineSize) >> 2;
}

function forged(side: Side): MisuseError {
  return new MisuseError(`this message has no handle to ${side} with: it was forged, or read twice`);
}
