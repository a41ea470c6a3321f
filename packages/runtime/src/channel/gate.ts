/**
 * Where threads wait for a channel: one gate for those that would receive, one for those that would send.
 *
 * Two words. `epoch` counts what has happened; sleepers sleep on it. `watch` tells whom to wake:
 *
 * | bits | mean |
 * |---|---|
 * | 0…10 | tickets: at least as many as threads sleep that nobody has woken yet, or are about to |
 * | 11 `CLOSED` | nobody will wait here any more, since the end is gone: whoever changes the channel is told |
 * | 12… | observers that want to hear of the next change, a bit each |
 *
 * | | does |
 * |---|---|
 * | who would sleep | reads `epoch`, adds a ticket, looks at the channel once more, sleeps while `epoch` is the same |
 * | who has changed the channel | reads `watch`; when there are tickets, takes one away, counts `epoch` up, and wakes one |
 *
 * So either the sleeper's last look comes after the change, or the other's look at `watch` comes after the sleeper's ticket. Only who wakes takes
 * tickets away: a sleeper that has been woken costs the next change nothing, though it may take long to run. One that gives up, or finds what it
 * wants at its last look, cannot know whether its ticket is still there, and taking another's would leave that one asleep; so it leaves
 * a ticket too many, which costs others one needless wake-up. So does a thread that dies, and it may have swallowed a wake-up: who recovers wakes all.
 *
 * Observers are threads that wait for several channels at once, or may not block. They sleep on a word of their own, see `observer.ts`,
 * and all of them are woken: they may be busy, and must not keep a message waiting that another could take.
 */

import { add, and, compareExchange, load, notify, or, wait } from "#atomics";
import type { WaitResult } from "../internal/atomics.ts";
import { threadWords } from "./channel-words.ts";
import { observerShift, wakeObservers } from "./observer.ts";

/** The words of a gate: indexes. */
export interface Gate {
  readonly watch: number;
  readonly epoch: number;
  /** How many are woken by one change: all where those who wait do not wait for the same. */
  readonly wakes: number;
}

const ticketMask = 0x7ff;
const CLOSED = 0x800;

/** More than there can be sleepers are not needed. */
const mostTickets = threadWords * 32;

/** Adds a ticket, and gives the epoch to sleep in: after one more look. */
export function enterGate(gate: Gate): number {
  const epoch = load(gate.epoch);
  if ((load(gate.watch) & ticketMask) < mostTickets) add(gate.watch, 1);
  return epoch;
}

/** Sleeps until something happens that others have not taken already. */
export function sleepAtGate(gate: Gate, epoch: number, timeoutMs: number): WaitResult {
  return wait(gate.epoch, epoch, timeoutMs);
}

/** To be called after each change that somebody may wait for. Gives whether the gate is closed. */
export function openGate(gate: Gate): boolean {
  return openWatched(gate, load(gate.watch));
}

/** The same when `watch` held this since the change. */
export function openWatched(gate: Gate, watched: number): boolean {
  return watched !== 0 && openSlow(gate);
}

/** Everybody looks again: the other end is gone, somebody died, or tickets are there that nobody has. */
export function openGateWide(gate: Gate): void {
  const seen = and(gate.watch, CLOSED);
  add(gate.epoch, 1);
  notify(gate.epoch, Infinity);
  wakeObservers(seen >>> observerShift);
}

/** Nobody will wait here any more. What was changed before somebody was told so, whoever closes it sees afterwards. */
export function closeGate(gate: Gate): void {
  or(gate.watch, CLOSED);
}

/** Whether somebody sleeps there or listens: it may have gone since. */
export function isWatched(gate: Gate): boolean {
  return (load(gate.watch) & ~CLOSED) !== 0;
}

function openSlow(gate: Gate): boolean {
  const seen = takeTickets(gate);
  if ((seen & ticketMask) !== 0) {
    add(gate.epoch, 1);
    notify(gate.epoch, gate.wakes);
  }
  wakeObservers(seen >>> observerShift);
  return (seen & CLOSED) !== 0;
}

/** One, or all, and all observers. Gives what was there. */
function takeTickets(gate: Gate): number {
  for (;;) {
    const seen = load(gate.watch);
    const tickets = seen & ticketMask;
    const left = (seen & CLOSED) | (gate.wakes === 1 && tickets > 0 ? tickets - 1 : 0);
    if (seen === left || compareExchange(gate.watch, seen, left) === seen) return seen;
  }
}
