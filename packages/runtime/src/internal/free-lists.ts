/**
 * What is free, in lists that link themselves. Every thread has lists of its own in its record, from which only it takes. What it has too much
 * of goes to lists for all, to which anybody adds and of which a thread that has none takes everything at once. Nobody ever takes one block
 * of a list that others take from: that is where such lists go wrong.
 */

import { compareExchange, exchange, load, store } from "#atomics";
import { control, lineSize, listCount, record, type Address } from "./memory-map.ts";
import { reach } from "./shared-memory.ts";

/** The list of what is not a block: cells link themselves. */
export const cellList = 0;

/** A thread keeps as many free blocks of a size for itself. */
export const keptFree = 64;

/** The index of the word that links what is free to the next. */
export type LinkOf = (address: number) => number;

/** From the thread's own list, or all that others left. `own` is the first word of its record. */
export function takeFrom(own: number, list: number, linkOf: LinkOf): Address | undefined {
  const head = own + record.free + list;
  const first = load(head) === 0 ? exchange(control.freeBlocks + list, 0) : load(head);
  if (first === 0) return undefined;
  reach(first + lineSize * 2);
  store(head, load(linkOf(first)));
  const count = own + record.counts + list;
  if (load(count) > 0) store(count, load(count) - 1);
  return first as Address;
}

/** To the thread's own list, or to all when it has enough. */
export function giveTo(own: number, list: number, address: Address, linkOf: LinkOf): void {
  const count = own + record.counts + list;
  if (load(count) >= keptFree) return giveToAll(list, address, address, linkOf);
  const head = own + record.free + list;
  store(linkOf(address), load(head));
  store(head, address);
  store(count, load(count) + 1);
}

/** What a thread that has ended kept for itself becomes everybody's. */
export function giveAllOf(own: number, linkOfList: (list: number) => LinkOf): void {
  for (let list = 0; list < listCount; list++) {
    const first = exchange(own + record.free + list, 0);
    store(own + record.counts + list, 0);
    const linkOf = linkOfList(list);
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
