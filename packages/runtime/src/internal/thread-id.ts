/** Who this thread is among those that share its memory: an id that never comes again, and a record of its own words. */

import { load, store, tellSleepAt } from "#atomics";
import { PanicError } from "./errors.ts";
import { record } from "./memory-map.ts";
import { recordOf, reserveThread } from "./thread-records.ts";

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

/** This thread got what it slept for. */
export function awake(): void {
  store(currentRecord() + record.waitingOn, 0);
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
