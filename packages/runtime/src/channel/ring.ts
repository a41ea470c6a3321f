/**
 * The positions of a channel: where the next message goes and where the next one is taken from. Both ends do the same: each has a position that only it
 * moves, and a limit that the other end's position sets; so one algorithm serves senders and receivers.
 *
 * Positions count messages, modulo 2^32. A message lies between the receivers' position and the senders'. An end's position is stored
 * after the message is written, or read: that store is what hands it over, and the only thing that a death can prevent.
 *
 * While one thread alone has an end, it needs no lock for it, and remembers its position and limit by itself. The mode of an end tells:
 *
 * | bits | mean |
 * |---|---|
 * | 0 `SHARED` | several threads have this end, or a handle of it is on its way to one, or nobody has it any more and senders clear up: take the lock |
 * | 1 `GONE` | nobody has the other end any more |
 * | 2… | how often the mode has changed: what a thread remembers is from this mode or worth nothing |
 *
 * `membership.ts` writes it. A thread that finds itself alone has everything that the others did behind it: they let go of their handles
 * after their last message, and it was told so by the mode.
 */

import { load, store } from "#atomics";
import { heldBy, unlock } from "../sync/lock-word.ts";
import { takeLock } from "./take-lock.ts";

export const SHARED = 1;
export const GONE = 2;

/** What one mode differs from the next by. */
export const CHANGED = 4;

/** The words of an end: indexes. */
export interface EndWords {
  readonly mode: number;
  readonly lock: number;
  /** Its own position. */
  readonly position: number;
  /** The position of the other end. */
  readonly other: number;
  /** How far it may be ahead of the other: the capacity for senders, 0 for receivers. */
  readonly lead: number;
}

/** An end as one thread sees it. */
export interface RingEnd extends EndWords {
  /** What a lock holds that this thread has taken. */
  readonly held: number;
  /** The mode in which it was alone the last time; -1 before. */
  aloneIn: number;
  /** The position of the next message, valid while it is alone or has the lock. */
  next: number;
  /** As far as it may go without asking the other end. */
  limit: number;
  locked: boolean;
}

/** `reserved`: the message at `next` is this end's, until `advance` or `withdraw`. `none`: full or empty. `gone`: and it will stay so. */
export type Reservation = "reserved" | "none" | "gone";

export function newRingEnd(words: EndWords, threadId: number): RingEnd {
  return { ...words, held: heldBy(threadId), aloneIn: -1, next: 0, limit: 0, locked: false };
}

/** Looks whether there is a place for a message, or a message. Ends in `advance` or `withdraw` when it is reserved; sleeps at most for the lock. */
export function reserve(end: RingEnd): Reservation {
  if (load(end.mode) !== end.aloneIn) return reserveSlow(end);
  return end.next === end.limit ? ask(end, end.aloneIn) : "reserved";
}

/** Hands the message over. */
export function advance(end: RingEnd): void {
  end.next = (end.next + 1) | 0;
  store(end.position, end.next);
  if (end.locked) letGo(end);
}

/** Leaves everything as it was. */
export function withdraw(end: RingEnd): void {
  if (end.locked) letGo(end);
}

function reserveSlow(end: RingEnd): Reservation {
  const mode = load(end.mode);
  // Nobody would receive it; but what was sent is received to the last.
  if ((mode & GONE) !== 0 && end.lead > 0) return "gone";
  if ((mode & SHARED) !== 0) takeLock(end.lock, end.held);
  end.locked = (mode & SHARED) !== 0;
  end.aloneIn = end.locked ? -1 : mode;
  end.next = load(end.position);
  const reservation = ask(end, mode);
  if (end.locked && reservation !== "reserved") letGo(end);
  return reservation;
}

/** The mode was read before the other position, so when the other end is gone, this is its last position. */
function ask(end: RingEnd, mode: number): Reservation {
  end.limit = (load(end.other) + end.lead) | 0;
  if (end.next !== end.limit) return "reserved";
  return (mode & GONE) === 0 ? "none" : "gone";
}

function letGo(end: RingEnd): void {
  end.locked = false;
  unlock(end.lock, 1);
}
