/**
 * What a thread and those around it know of its life at once: one word in shared memory.
 *
 * | the word | the thread | who writes it |
 * |---|---|---|
 * | 0 starting | has not begun to take its arguments | who spawns it |
 * | 1 running | has | the thread |
 * | 2 finished | has told its outcome | the thread |
 * | 3, 5, 7, 9 | died while it was starting: the reason | the supervisor |
 * | 4, 6, 8, 10 | died while it was running: the reason | the supervisor |
 *
 * The word only grows; whoever waits for the end waits on it.
 */

import { compareExchange, load, notify, store, wait } from "#atomics";
import { dropCell, keepCell, makeCell, cellKind } from "../internal/cells.ts";
import type { DeathReason } from "../internal/errors.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { discard } from "../internal/wire.ts";
import { takeOutcome } from "./left-outcome.ts";

const starting = 0;
const running = 1;
const finished = 2;

const reasons: readonly DeathReason[] = ["terminated", "exited", "uncaught", "out of memory"];

/** For the handle, and for the supervisor. */
export function makeThreadCell(): Address {
  const address = makeCell(cellKind.thread);
  keepCell(address);
  return address;
}

export function dropThreadCell(address: Address): void {
  dropCell(address, () => {
    const left = takeOutcome(address);
    if (left !== undefined) discard(left.value);
  });
}

/** In the thread: from now on its arguments are its own. What it dies in the middle of taking is lost, and never taken twice. */
export function tellRunning(address: Address): void {
  store(wordOf(address), running);
}

/** In the thread: its outcome lies in the port. */
export function tellFinished(address: Address): void {
  store(wordOf(address), finished);
  notify(wordOf(address), Infinity);
}

/** In the supervisor, when everything that the thread held was taken from it. */
export function tellDeath(address: Address, reason: DeathReason): void {
  const word = wordOf(address);
  const died = finished + 1 + 2 * reasons.indexOf(reason);
  if (compareExchange(word, running, died + 1) === running || compareExchange(word, starting, died) === starting) notify(word, Infinity);
}

/** Whether it ever began to take its arguments. */
export function hasStarted(address: Address): boolean {
  const word = load(wordOf(address));
  return word === running || word === finished || (word > finished && (word - finished) % 2 === 0);
}

export function hasEnded(address: Address): boolean {
  return load(wordOf(address)) >= finished;
}

/** Sleeps until the thread has ended; gives the reason if it died. */
export function awaitEnd(address: Address): DeathReason | undefined {
  const word = wordOf(address);
  for (let seen = load(word); seen < finished; seen = load(word)) wait(word, seen, Infinity);
  return reasons[(load(word) - finished - 1) >> 1];
}

function wordOf(address: Address): number {
  return (address >> 2) + cell.word;
}
