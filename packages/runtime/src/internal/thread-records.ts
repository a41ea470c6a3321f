/** The records of all threads: each has a thread that lives, or waits for the next one. */

import { add, compareExchange, load, store } from "#atomics";
import { bump } from "./bump.ts";
import { PanicError } from "./errors.ts";
import { control, record, recordSize, threadLimit } from "./memory-map.ts";

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

/** One that a thread which has ended left behind. */
function takeRecord(joining: number): number | undefined {
  return firstRecord((found) => load(found + record.id) === 0 && compareExchange(found + record.id, 0, joining) === 0);
}

function makeRecord(joining: number): void {
  const made = bump(recordSize) >> 2;
  store(made + record.id, joining);
  for (;;) {
    const newest = load(control.records);
    const number = newest === 0 ? 0 : load((newest >> 2) + record.slot) + 1;
    if (number >= threadLimit) throw new PanicError(`more than ${threadLimit} threads cannot share one memory: let some end first`);
    store(made + record.slot, number);
    store(made + record.next, newest);
    if (compareExchange(control.records, newest, made << 2) === newest) return;
  }
}

function firstRecord(accept: (found: number) => boolean): number | undefined {
  for (let at = load(control.records); at !== 0; at = load((at >> 2) + record.next)) {
    if (accept(at >> 2)) return at >> 2;
  }
  return undefined;
}
