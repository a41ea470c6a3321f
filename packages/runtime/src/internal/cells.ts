/**
 * Cells: where what threads share lives, 128 bytes each. A cell stays a cell for ever, and is found from the list of all: so a word
 * that threads wait on is never anything else, and who recovers after a death finds every lock.
 *
 * The head of a cell is its kind, 0 when it is free, and above that how many lived here before: what a message says of a cell is
 * believed only when both are right.
 */

import { add, compareExchange, load, store, sub } from "#atomics";
import { bump } from "./bump.ts";
import { MisuseError } from "./errors.ts";
import { cellList, giveTo, takeFrom } from "./free-lists.ts";
import { cell, cellSize, control, heapStart, lineSize, type Address } from "./memory-map.ts";
import { reach } from "./shared-memory.ts";
import { currentRecord } from "./thread-id.ts";

/** What can live in a cell. */
export const cellKind = {
  mutex: 1,
  rwLock: 2,
  condvar: 3,
  once: 4,
  barrier: 5,
  semaphore: 6,
  atomicBool: 7,
  arc: 8,
  channel: 9,
  thread: 10,
  mailbox: 11,
  bell: 12,
  atomicI32: 13,
  atomicU32: 14,
  atomicI64: 15,
  onceLock: 16,
} as const;

export type CellKind = (typeof cellKind)[keyof typeof cellKind];

/** What a message says of a cell. */
export interface CellWire {
  readonly address: number;
  readonly generation: number;
}

const kindMask = 0xff;

/** A cell with one handle. All of its words are 0. */
export function makeCell(kind: CellKind): Address {
  const free = takeFrom(currentRecord(), cellList, cellLink);
  const address = free ?? newCell();
  const first = address >> 2;
  for (let word = cell.word; word < cellSize / 4; word++) store(first + word, 0);
  store(first + cell.handles, 1);
  // The kind comes last: nobody looks into a cell that has none.
  store(first + cell.head, (load(first + cell.head) & ~kindMask) | kind);
  return address;
}

/** One more handle. */
export function keepCell(address: Address): void {
  add((address >> 2) + cell.handles, 1);
}

/** One handle less; with the last, `clear` empties the cell and it is free. */
export function dropCell(address: Address, clear: (first: number) => void): void {
  const first = address >> 2;
  if (sub(first + cell.handles, 1) !== 1) return;
  clear(first);
  store(first + cell.head, ((load(first + cell.head) & ~kindMask) + kindMask + 1) | 0);
  giveTo(currentRecord(), cellList, address, cellLink);
}

/** Names the cell in a message, which counts as a handle until it is received. */
export function cellToWire(address: Address): CellWire {
  keepCell(address);
  return { address, generation: generationOf(address) };
}

/** The cell that a message names, with the message's handle. Throws `MisuseError` when nothing of this kind lives there. */
export function cellFromWire(kind: CellKind, wire: unknown): Address {
  const { address, generation } = (typeof wire === "object" && wire !== null ? wire : {}) as Partial<CellWire>;
  if (!isCell(address) || kindOf(address >> 2) !== kind || generationOf(address) !== generation) {
    throw new MisuseError("`fromWire` needs a handle of what lives in the shared memory: the message was forged, or what it named is gone");
  }
  return address;
}

/** Every cell in which something lives, by its first word. */
export function forEachCell(visit: (first: number, kind: number) => void): void {
  for (let at = load(control.cells); at !== 0; at = load((at >> 2) + cell.next)) {
    reach(at + cellSize);
    const kind = kindOf(at >> 2);
    if (kind !== 0) visit(at >> 2, kind);
  }
}

/** What lives in the cell that begins with this word; 0: nothing. */
export function kindOf(first: number): number {
  return load(first) & kindMask;
}

/** Where a free cell links to the next. */
export function cellLink(address: number): number {
  return (address >> 2) + cell.nextFree;
}

function newCell(): Address {
  const address = bump(cellSize);
  for (;;) {
    const newest = load(control.cells);
    store((address >> 2) + cell.next, newest);
    if (compareExchange(control.cells, newest, address) === newest) return address;
  }
}

function generationOf(address: Address): number {
  return load(address >> 2) >>> 8;
}

function isCell(address: unknown): address is Address {
  return (
    Number.isSafeInteger(address) &&
    (address as number) >= heapStart &&
    (address as number) % lineSize === 0 &&
    reach((address as number) + cellSize)
  );
}
