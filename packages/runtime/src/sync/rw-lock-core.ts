/** What the handles and guards of one `RwLock` share in one thread, and how they take it. */

import { now } from "#atomics";
import { cell, type Address } from "../internal/memory-map.ts";
import { currentSlot, currentThreadId } from "../internal/thread-id.ts";
import { attemptAsync, type WaitOptions } from "./async-wait.ts";
import type { LockCore } from "./exclusive-guard.ts";
import { lockedAlready } from "./lock-errors.ts";
import { lockTimedOut } from "./lock-report.ts";
import { waitForTurnAsync, waitWithin } from "./lock-wait.ts";
import { DRAINING, heldBy, lockOrAnnounce, WAITING } from "./lock-word.ts";
import {
  announce,
  beginWrite,
  isRead,
  readSlow,
  tryRead,
  tryWrite,
  unlockRead,
  unlockWrite,
  writeSlow,
  type ReadWriteWords,
} from "./read-write-word.ts";
import { readWriteWords } from "./read-write-words.ts";
import type { Layout } from "./storage.ts";

/** A thread has one bit in the lock, so all of its handles of one lock share one. */
export interface RwLockCore extends LockCore {
  readonly words: ReadWriteWords;
  readonly slot: number;
  /** How many read guards of this thread live. */
  reads: number;
  /** How many handles share this. */
  handles: number;
}

/** Of this thread. */
const cores = new Map<Address, RwLockCore>();

export function openRwLock(address: Address, layout: Layout): RwLockCore {
  const known = cores.get(address);
  if (known !== undefined) {
    known.handles += 1;
    return known;
  }
  const first = address >> 2;
  const core: RwLockCore = {
    type: "RwLock",
    asyncMethod: "readAsync` or `writeAsync",
    address,
    first,
    word: first + cell.word,
    held: heldBy(currentThreadId()),
    layout,
    wake: Infinity,
    guards: 0,
    words: readWriteWords(first),
    slot: currentSlot(),
    reads: 0,
    handles: 1,
  };
  cores.set(address, core);
  return core;
}

export function closeRwLock(core: RwLockCore): void {
  core.handles -= 1;
  if (core.handles === 0) cores.delete(core.address);
}

/** A thread that reads already reads on, whoever waits: it would wait for itself else. */
export function tryReadHere(core: RwLockCore): boolean {
  if (core.reads === 0 && !tryRead(core.words, core.slot)) return false;
  core.reads += 1;
  return true;
}

export function readWithin(core: RwLockCore, timeoutMs: number): void {
  if (tryReadHere(core)) return;
  const attempt = () => tryRead(core.words, core.slot);
  waitWithin(core, timeoutMs, attempt, (left) => readSlow(core.words, core.slot, left));
  core.reads += 1;
}

export async function readWithinAsync(core: RwLockCore, options: WaitOptions): Promise<void> {
  await waitForTurnAsync(core, options, () => {
    while (!tryReadHere(core)) if (announce(core.word) !== 0) return false;
    return true;
  });
}

export function endRead(core: RwLockCore): void {
  core.reads -= 1;
  if (core.reads === 0) unlockRead(core.words, core.slot);
}

export function writeWithin(core: RwLockCore, timeoutMs: number): void {
  if (core.reads > 0) throw lockedAlready(core.type);
  const attempt = () => tryWrite(core.words, core.held);
  if (!attempt()) waitWithin(core, timeoutMs, attempt, (left) => writeSlow(core.words, core.held, left));
}

/** First the turn among writers, then the readers' end. */
export async function writeWithinAsync(core: RwLockCore, options: WaitOptions): Promise<void> {
  const { timeout = Infinity } = options;
  const end = now() + timeout;
  await waitForTurnAsync(core, options, () => lockOrAnnounce(core.word, core.held | DRAINING, WAITING) === 0);
  const rest = { ...options, timeout: end - now() };
  const drained = () => !isRead(core.words) || undefined;
  try {
    await attemptAsync(core.words.drain, drained, rest, () => lockTimedOut(core, timeout));
  } catch (error) {
    unlockWrite(core.words);
    throw error;
  }
  beginWrite(core.words);
}

/** Whether this thread reads or writes. */
export function isLockedHere(core: RwLockCore): boolean {
  return core.reads > 0 || core.guards > 0;
}
