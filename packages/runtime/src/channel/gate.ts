/**
 * Where threads wait for a channel: one gate for those that would receive, one for those that would send.
 *
 * Two words. `watch` tells who is there: how many threads sleep, or are about to, in its lower bits, and which observers want to hear of it,
 * a bit each, above. `epoch` counts what has happened; sleepers sleep on it.
 *
 * | | does |
 * |---|---|
 * | who would sleep | reads `epoch`, counts itself into `watch`, looks at the channel once more, sleeps while `epoch` is the same |
 * | who has changed the channel | reads `watch`; when sleepers are counted, counts `epoch` up and wakes one |
 *
 * So either the sleeper's last look comes after the change, or the other's look at `watch` comes after the sleeper was counted. A thread that
 * dies while it is counted stays counted, and costs others a needless wake-up; it may have swallowed one, so whoever recovers wakes all.
 *
 * Observers are threads that wait for several channels at once, or may not block. They sleep on a word of their own, see `observer.ts`,
 * and all of them are woken: they may be busy, and must not keep a message waiting that another could take.
 */

import { add, and, load, notify, sub, wait } from "#atomics";
import type { WaitResult } from "../internal/atomics.ts";
import { sleeperBits, wakeObservers } from "./observer.ts";

/** The words of a gate: indexes. */
export interface Gate {
  readonly watch: number;
  readonly epoch: number;
  /** How many are woken by one change: all where those who wait do not wait for the same. */
  readonly wakes: number;
}

const sleeperMask = (1 << sleeperBits) - 1;

/** Counts this thread in, and gives the epoch to sleep in: after one more look. */
export function enterGate(gate: Gate): number {
  const epoch = load(gate.epoch);
  add(gate.watch, 1);
  return epoch;
}

/** Sleeps until something happens that others have not taken already, and is counted no more. */
export function sleepAtGate(gate: Gate, epoch: number, timeoutMs: number): WaitResult {
  const result = wait(gate.epoch, epoch, timeoutMs);
  leaveGate(gate);
  return result;
}

export function leaveGate(gate: Gate): void {
  sub(gate.watch, 1);
}

/** To be called after each change that somebody may wait for. */
export function openGate(gate: Gate): void {
  const seen = load(gate.watch);
  if (seen !== 0) openSlow(gate, seen, gate.wakes);
}

/** Everybody looks again: the other end is gone, or somebody died. */
export function openGateWide(gate: Gate): void {
  add(gate.epoch, 1);
  notify(gate.epoch, Infinity);
  wakeObservers(and(gate.watch, sleeperMask) >>> sleeperBits);
}

/** Whether somebody sleeps there or listens: it may have gone since. */
export function isWatched(gate: Gate): boolean {
  return load(gate.watch) !== 0;
}

function openSlow(gate: Gate, seen: number, wakes: number): void {
  if ((seen & sleeperMask) !== 0) {
    add(gate.epoch, 1);
    notify(gate.epoch, wakes);
  }
  if (seen >>> sleeperBits !== 0) wakeObservers(and(gate.watch, sleeperMask) >>> sleeperBits);
}
