/**
 * The messages of an unbounded channel lie in segments, each linked to the next. Senders add one when the last is full; receivers free the
 * first when they have read all of it.
 *
 * Whoever calls these has the end to itself, by its lock or because it is alone. A new segment is linked and known to senders before the
 * first position in it is handed over, so receivers never free one that senders still need. A thread that dies after linking leaves a
 * segment that the next sender finds by its number.
 */

import { load, store } from "#atomics";
import { allocate, release } from "../internal/heap.ts";
import type { Address } from "../internal/memory-map.ts";
import { reach } from "../internal/shared-memory.ts";
import { channelBlock } from "./channel-words.ts";

const shift = 8;
const messages = 1 << shift;

/** Next segment and number, then the messages at two words each. */
const headerWords = 2;
const byteLength = (headerWords + messages * 2) * 4;

/** The segment that both ends begin in. */
export function firstSegment(): Address {
  return newSegment(0);
}

/** Whether the message at this position is the first of its segment. */
export function startsSegment(position: number): boolean {
  return (position & (messages - 1)) === 0;
}

/** The first word of the message at this position. */
export function slotIn(segment: number, position: number): number {
  return (segment >> 2) + headerWords + (position & (messages - 1)) * 2;
}

/** Where the message at this position goes; makes the segment if there is none. */
export function sendSegment(block: number, position: number): number {
  const current = block + channelBlock.sendSegment;
  const number = position >>> shift;
  const segment = load(current);
  reach(segment + byteLength);
  if (load((segment >> 2) + 1) === number) return segment;
  const next = load(segment >> 2) || appendTo(segment, number);
  reach(next + byteLength);
  store(current, next);
  return next;
}

/** Where the message at this position lies, which was sent. */
export function receiveSegment(block: number, position: number): number {
  const current = block + channelBlock.receiveSegment;
  const segment = load(current);
  reach(segment + byteLength);
  if (load((segment >> 2) + 1) === position >>> shift) return segment;
  const next = load(segment >> 2);
  reach(next + byteLength);
  store(current, next);
  release(segment as Address);
  return next;
}

/** When the channel ends. */
export function freeSegments(block: number): void {
  let next = load(block + channelBlock.receiveSegment);
  while (next !== 0) {
    const segment = next as Address;
    reach(segment + byteLength);
    next = load(segment >> 2);
    release(segment);
  }
}

function appendTo(segment: number, number: number): number {
  const added = newSegment(number);
  store(segment >> 2, added);
  return added;
}

function newSegment(number: number): Address {
  const segment = allocate(byteLength);
  store(segment >> 2, 0);
  store((segment >> 2) + 1, number);
  return segment;
}
