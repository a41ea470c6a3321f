/**
 * Blocks of the shared memory, given out and taken back by any thread without a lock: so a thread that dies in the middle stops
 * nobody. It costs the block that it had in its hands; in the moment between two words, all that it was taking from what others left.
 *
 * A block: one word that numbers its list, one that links it to the next free block, then what it holds.
 */

import { load, store } from "#atomics";
import { bump } from "./bump.ts";
import { cellList, giveAllOf, giveTo, takeFrom, type LinkOf } from "./free-lists.ts";
import { lineSize, type Address } from "./memory-map.ts";
import { reach } from "./shared-memory.ts";
import { currentRecord } from "./thread-id.ts";

const headerSize = 8;

/** At least as many bytes, on a multiple of 8, that hold anything. Throws `PanicError` when there is no more memory. */
export function allocate(byteLength: number): Address {
  const list = listFor(byteLength + headerSize);
  const free = takeFrom(currentRecord(), list, blockLink);
  const block = free ?? bump(sizeOf(list));
  if (free === undefined) store(block >> 2, list);
  return (block + headerSize) as Address;
}

/** Gives a block back that `allocate` gave, in whatever thread. */
export function release(address: Address): void {
  const block = (address - headerSize) as Address;
  reach(address);
  giveTo(currentRecord(), load(block >> 2), block, blockLink);
}

/** What a thread that has ended kept for itself becomes everybody's. `of` is the first word of its record. */
export function giveAllFree(of: number, cellLink: LinkOf): void {
  giveAllOf(of, (list) => (list === cellList ? cellLink : blockLink));
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
