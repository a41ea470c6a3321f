/** Who this thread is among those that share its memory: an id that never comes again, and a record of its own words. */

import { add, compareExchange, load, store, tellSleepAt } from "#atomics";
import { bump } from "./bump.ts";
import { PanicError } from "./errors.ts";
import { control, record, recordSize, threadLimit } from "./memory-map.ts";

let id = 0;
let base = 0;
let slot = 0;

/** From 1 on. The first call joins the family. */
export function currentThreadId(): number {
  if (id === 0) join();
  return id;
}

/** The first word of this thread's record. */
export function currentRecord(): number {
  if (id === 0) join();
  return base;
}

/** Numbers the threads that live: below `threadLimit`, and given to another when this one has ended. */
export function currentSlot(): number {
  if (id === 0) join();
  return slot;
}

/** The first word of the record of a thread that has not been recovered yet; `undefined` when there is none. */
export function recordOf(threadId: number): number | undefined {
  return firstRecord((found) => load(found + record.id) === threadId);
}

/** The ids of those that sleep on the word, or slept on it last. */
export function sleepersOn(word: number): readonly number[] {
  const ids: number[] = [];
  firstRecord((found) => {
    if (load(found + record.waitingOn) === word && load(found + record.id) !== 0) ids.push(load(found + record.id));
    return false;
  });
  return ids;
}

/** This thread got what it slept for. */
export function awake(): void {
  store(currentRecord() + record.waitingOn, 0);
}

/** An id and a record for a thread that is about to start: so others can speak of it, and to it, before it runs. */
export function reserveThread(): number {
  const reserved = add(control.threads, 1) + 1;
  if (takeRecord(reserved) === undefined) makeRecord(reserved);
  return reserved;
}

/** The thread does not start after all. */
export function cancelThread(reserved: number): void {
  const found = recordOf(reserved);
  if (found !== undefined) store(found + record.id, 0);
}

/** In the thread, before it shares anything: the id is the one that was reserved for it. */
export function becomeThread(reserved: number): void {
  const reservedRecord = recordOf(reserved);
  if (id !== 0 || reservedRecord === undefined) throw new PanicError(`thread ${reserved} has begun already, or has ended`);
  base = reservedRecord;
  slot = load(base + record.slot);
  id = reserved;
  tellSleepAt(base + record.waitingOn);
}

function join(): void {
  becomeThread(reserveThread());
}

/** One that a thread which has ended left behind. */
function takeRecord(joining: number): number | undefined {
  return firstRecord((found) => load(found + record.id) === 0 && compareExchange(found + record.id, 0, joining) === 0);
}

function makeRecord(joining: number): number {
  const made = bump(recordSize) >> 2;
  store(made + record.id, joining);
  for (;;) {
    const newest = load(control.records);
    const number = newest === 0 ? 0 : load((newest >> 2) + record.slot) + 1;
    if (number >= threadLimit) throw new PanicError(`more than ${threadLimit} threads cannot share one memory: let some end first`);
    store(made + record.slot, number);
    store(made + record.next, newest);
    if (compareExchange(control.records, newest, made << 2) === newest) return made;
  }
}

function firstRecord(accept: (found: number) => boolean): number | undefined {
  for (let at = load(control.records); at !== 0; at = load((at >> 2) + record.next)) {
    if (accept(at >> 2)) return at >> 2;
  }
  return undefined;
}
