/**
 * Blocks of the shared memory, given out and taken back by any thread without a lock: so a thread that dies in the middle stops
 * nobody. It costs the block that it had in its hands; in the moment between two words, all that it was taking from what others left.
 *
 * Every thread has free lists of its own in its record, from which only it takes. What it has too much of goes to lists for all,
 * to which anybody adds and of which a thread that has none takes everything at once. Nobody ever takes one block of a list that others
 * take from: that is where such lists go wrong.
 *
 * A block: one word that numbers its list, one that links it to the next free block, then what it holds.
 */

import { compareExchange, exchange, load, store } from "#atomics";
import { bump } from "./bump.ts";
import { control, lineSize, listCount, record, type Address } from "./memory-map.ts";
import { reach } from "./shared-memory.ts";
import { currentRecord } from "./thread-id.ts";

/** The list of what is not a block: cells link themselves. */
export const cellList = 0;

const headerSize = 8;

/** A thread keeps as many free blocks of a size for itself. */
const keptFree = 64;

/** At least as many bytes, on a multiple of 8, that hold anything. Throws `PanicError` when there is no more memory. */
export function allocate(byteLength: number): Address {
  const list = listFor(byteLength + headerSize);
  const free = takeFree(list, blockLink);
  const block = free ?? bump(sizeOf(list));
  if (free === undefined) store(block >> 2, list);
  return (block + headerSize) as Address;
}

/** Gives a block back that `allocate` gave, in whatever thread. */
export function release(address: Address): void {
  const block = (address - headerSize) as Address;
  reach(address);
  giveFree(load(block >> 2), block, blockLink);
}

/** The index of the word that links a free block to the next. */
export type LinkOf = (address: number) => number;

/** From this thread's list, or all that others left. */
export function takeFree(list: number, linkOf: LinkOf): Address | undefined {
  const own = currentRecord() + record.free + list;
  const first = load(own) === 0 ? exchange(control.freeBlocks + list, 0) : load(own);
  if (first === 0) return undefined;
  reach(first + lineSize * 2);
  store(own, load(linkOf(first)));
  const count = currentRecord() + record.counts + list;
  if (load(count) > 0) store(count, load(count) - 1);
  return first as Address;
}

/** To this thread's list, or to all when it has enough. */
export function giveFree(list: number, address: Address, linkOf: LinkOf): void {
  const count = currentRecord() + record.counts + list;
  if (load(count) >= keptFree) return giveToAll(list, address, address, linkOf);
  const own = currentRecord() + record.free + list;
  store(linkOf(address), load(own));
  store(own, address);
  store(count, load(count) + 1);
}

/** What a thread that has ended kept for itself becomes everybody's. `of` is the first word of its record. */
export function giveAllFree(of: number, cellLink: LinkOf): void {
  for (let list = 0; list < listCount; list++) {
    const first = exchange(of + record.free + list, 0);
    store(of + record.counts + list, 0);
    const linkOf = list === cellList ? cellLink : blockLink;
    if (first !== 0) giveToAll(list, first, lastOf(first, linkOf), linkOf);
  }
}

function lastOf(first: number, linkOf: LinkOf): number {
  let last = first;
  for (;;) {
    reach(last + lineSize * 2);
    const next = load(linkOf(last));
    if (next === 0) return last;
    last = next;
  }
}

function giveToAll(list: number, first: number, last: number, linkOf: LinkOf): void {
  for (;;) {
    const seen = load(control.freeBlocks + list);
    store(linkOf(last), seen);
    if (compareExchange(control.freeBlocks + list, seen, first) === seen) return;
  }
}

function blockLink(block: number): number {
  return (block >> 2) + 1;
}

/** Sizes are one to eight lines, then four steps for each doubling: at most a fifth is wasted. */
function listFor(byteLength: number): number {
  const lines = Math.ceil(byteLength / lineSize);
  if (lines <= 8) return lines;
  const doubling = 31 - Math.clz32(lines - 1);
  return 9 + (doubling - 3) * 4 + (((lines - 1) >> (doubling - 2)) & 3);
}

function sizeOf(list: number): number {
  if (list <= 8) return list * lineSize;
  const doubling = ((list - 9) >> 2) + 3;
  return (5 + ((list - 9) & 3)) * 2 ** (doubling - 2) * lineSize;
}
