/**
 * A lock word for writers, and a bit for each thread that reads.
 *
 * | words | hold |
 * |---|---|
 * | `word` | a lock word (see `lock-word.ts`): the writer that has it or wants it next; `DRAINING` while it waits for readers to leave |
 * | `readers`, as many as `groups` | bit n: the thread of slot n reads, or is about to look whether it may |
 * | `drain` | counts readers that left while a writer waited for that |
 *
 * | who | does | and then |
 * |---|---|---|
 * | reader | sets its bit, then looks at `word` | no owner: reads. An owner: clears its bit again, and sleeps on `word` |
 * | writer | takes `word` as `DRAINING`, then looks at all bits | none: clears `DRAINING` and writes. Some: sleeps on `drain` |
 * | reader that leaves | clears its bit, then looks at `word` | `DRAINING`: counts `drain` up and notifies |
 *
 * Each sets its own mark before it looks for the other's, so never do both go on. A writer that waits keeps new readers out; when it
 * releases, all that sleep look again, and the first one wins.
 */

import { add, and, compareExchange, load, notify, or, wait } from "#atomics";
import { deadlineAfter, timeUntil } from "./deadline.ts";
import { DRAINING, lockSlow, ownerIn, recoverLock, tryLock, unlock, WAITING } from "./lock-word.ts";

export interface ReadWriteWords {
  readonly word: number;
  readonly drain: number;
  readonly readers: number;
  readonly groups: number;
}

/** Begins to read unless somebody writes or is about to. `slot` is the thread's own. */
export function tryRead(lock: ReadWriteWords, slot: number): boolean {
  or(groupOf(lock, slot), bitOf(slot));
  if (ownerIn(load(lock.word)) === 0) return true;
  unlockRead(lock, slot);
  return false;
}

/** Begins to read, sleeping as long as others write. `false` when that takes longer than `timeoutMs`. */
export function readSlow(lock: ReadWriteWords, slot: number, timeoutMs: number): boolean {
  const deadline = deadlineAfter(timeoutMs);
  for (;;) {
    if (tryRead(lock, slot)) return true;
    const left = timeUntil(deadline);
    if (left <= 0) return false;
    const expected = announce(lock.word);
    if (expected !== 0) wait(lock.word, expected, left);
  }
}

/** Ends reading. */
export function unlockRead(lock: ReadWriteWords, slot: number): void {
  and(groupOf(lock, slot), ~bitOf(slot));
  if ((load(lock.word) & DRAINING) !== 0) wakeDraining(lock);
}

/** Begins to write unless somebody reads or writes. `held` is `heldBy` of this thread. */
export function tryWrite(lock: ReadWriteWords, held: number): boolean {
  if (isRead(lock) || !tryLock(lock.word, held | DRAINING)) return false;
  if (isRead(lock)) {
    unlock(lock.word, Infinity);
    return false;
  }
  beginWrite(lock);
  return true;
}

/** Begins to write, sleeping until others have ended. `false` when that takes longer than `timeoutMs`. */
export function writeSlow(lock: ReadWriteWords, held: number, timeoutMs: number): boolean {
  const deadline = deadlineAfter(timeoutMs);
  if (!lockSlow(lock.word, held | DRAINING, timeoutMs)) return false;
  if (!drainReaders(lock, deadline)) {
    unlock(lock.word, Infinity);
    return false;
  }
  beginWrite(lock);
  return true;
}

/** The writer has found no reader: it is not `DRAINING` any more. */
export function beginWrite(lock: ReadWriteWords): void {
  and(lock.word, ~DRAINING);
}

/** Ends writing, of a writer that may have been `DRAINING` still. */
export function unlockWrite(lock: ReadWriteWords): void {
  unlock(lock.word, Infinity);
}

/** The writer goes on as a reader; no other writer comes between. */
export function downgrade(lock: ReadWriteWords, slot: number): void {
  or(groupOf(lock, slot), bitOf(slot));
  unlock(lock.word, Infinity);
}

/** Whether anybody reads, or looks whether it may. */
export function isRead(lock: ReadWriteWords): boolean {
  for (let group = 0; group < lock.groups; group++) if (load(lock.readers + group) !== 0) return true;
  return false;
}

/** After the death of a thread: ends its reading, and its writing as `recoverLock` does. */
export function recoverReadWrite(lock: ReadWriteWords, deadId: number, deadSlot: number): void {
  and(groupOf(lock, deadSlot), ~bitOf(deadSlot));
  wakeDraining(lock);
  recoverLock(lock.word, deadId, Infinity);
}

function drainReaders(lock: ReadWriteWords, deadline: number): boolean {
  for (;;) {
    const turn = load(lock.drain);
    if (!isRead(lock)) return true;
    const left = timeUntil(deadline);
    if (left <= 0) return false;
    wait(lock.drain, turn, left);
  }
}

function wakeDraining(lock: ReadWriteWords): void {
  add(lock.drain, 1);
  notify(lock.drain, Infinity);
}

/** Tells the writer that somebody waits, and gives what the word holds then; 0 when there is no writer any more. */
export function announce(word: number): number {
  for (;;) {
    const seen = load(word);
    if (ownerIn(seen) === 0) return 0;
    const announced = seen | WAITING;
    if (seen === announced || compareExchange(word, seen, announced) === seen) return announced;
  }
}

function groupOf(lock: ReadWriteWords, slot: number): number {
  return lock.readers + (slot >> 5);
}

function bitOf(slot: number): number {
  return 1 << (slot & 31);
}
