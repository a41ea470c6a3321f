/**
 * The positions of a channel: where the next message goes and where the next one is taken from. Both ends do the same: each has a position that only it
 * moves, and a limit that the other end's position sets; so one algorithm serves senders and receivers.
 *
 * Positions count messages, modulo 2^32. A message lies between the receivers' position and the senders'. An end's position is stored
 * after the message is written, or read: that store is what hands it over, and the only thing that a death can prevent.
 *
 * While one thread alone has an end, it needs no lock for it, and remembers its position and limit by itself: up to the limit, a message is one
 * store on either side. The mode of an end tells:
 *
 * | bits | mean |
 * |---|---|
 * | 0 `SHARED` | several threads have this end, or a handle of it is on its way to one, or nobody has it any more and senders clear up: take the lock |
 * | 1 `GONE` | nobody has the other end any more |
 *
 * `membership.ts` writes it. A thread that finds itself alone has everything that the others did behind it: they let go of their handles
 * after their last message, and it was told so by the mode. Only its own doing ends that: it sends a handle away, or lets go of its last. So it
 * need not look at the mode up to the limit, and must `forget` what it remembers when it does either.
 *
 * That nobody has the other end any more is seen at the limit; before it, senders hear of it from the gate whose `watch` every message looks at.
 */

import { load, storeThenLoad } from "#atomics";
import { heldBy, unlock } from "../sync/lock-word.ts";
import { takeLock } from "./take-lock.ts";

export const SHARED = 1;
export const GONE = 2;

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
  /** The position of the next message, valid while it is alone or has the lock. */
  next: number;
  /** As far as it may go without asking anybody: beyond `next` only while it is alone. */
  limit: number;
  locked: boolean;
  /** Unbounded channels: where the segment of `next` lies, if it is the one of the message before; 0 when it is to be looked up. */
  segment: number;
}

/** `reserved`: the message at `next` is this end's, until `advance` or `withdraw`. `none`: full or empty. `gone`: and it will stay so. */
export type Reservation = "reserved" | "none" | "gone";

export function newRingEnd(words: EndWords, threadId: number): RingEnd {
  return { ...words, held: heldBy(threadId), next: 0, limit: 0, locked: false, segment: 0 };
}

/** Looks whether there is a place for a message, or a message. Ends in `advance` or `withdraw` when it is reserved; sleeps at most for the lock. */
export function reserve(end: RingEnd): Reservation {
  return end.next === end.limit ? reserveSlow(end) : "reserved";
}

/** Hands the message over, and gives what `watch` holds afterwards: whether the other end sleeps. */
export function advance(end: RingEnd, watch: number): number {
  end.next = (end.next + 1) | 0;
  const watched = storeThenLoad(end.position, end.next, watch);
  if (end.locked) letGo(end);
  return watched;
}

/** Leaves everything as it was. */
export function withdraw(end: RingEnd): void {
  if (end.locked) letGo(end);
}

/** This thread is not alone any more, or has left: what it remembers is worth nothing. */
export function forget(end: RingEnd): void {
  end.limit = end.next;
}

function reserveSlow(end: RingEnd): Reservation {
  // Before the other end's position: when that end is gone, this is its last.
  const mode = load(end.mode);
  const isGone = (mode & GONE) !== 0;
  // Nobody would receive it; but what was sent is received to the last.
  if (isGone && end.lead > 0) return "gone";
  if ((mode & SHARED) !== 0) {
    takeLock(end.lock, end.held);
    end.locked = true;
  }
  end.segment = 0;
  end.next = load(end.position);
  end.limit = (load(end.other) + end.lead) | 0;
  if (end.next !== end.limit) return "reserved";
  if (end.locked) letGo(end);
  return isGone ? "gone" : "none";
}

function letGo(end: RingEnd): void {
  end.locked = false;
  forget(end);
  unlock(end.lock, 1);
}
