/** Waits of a thread that does not block: one word is watched for all of them, and when it changes each looks again, the oldest first. */

import { load, now, waitAsync } from "#atomics";
import { currentSlot } from "../internal/thread-id.ts";
import { keepAlive } from "../thread/keep-alive.ts";
import { observe, observerBit, observerWord, wakeObservers } from "./observer.ts";

/** One task that waits. */
export interface Waiting {
  /** The watch words of the gates that it waits at. */
  readonly watches: readonly number[];
  /** When it is ready by itself; `Infinity`: never. */
  readonly readyAt: () => number;
  /** Called once the gates are watched, when there was nothing yet. */
  readonly announce: () => void;
  /** Whether it waits no longer. Throws nothing. */
  readonly look: () => boolean;
}

const pending = new Set<Waiting>();

/** Whether `watch` runs: this thread sleeps at most once at a time, for all tasks. */
let watching = false;

/** Looks now, and whenever something happens, until that gives `true`. */
export function startWaiting(waiting: Waiting): void {
  pending.add(waiting);
  if (!watching) return void watchWord();
  lookOnce(waiting);
  // With another time to wake at, or nobody left to wake for.
  lookNow();
}

/** Looks no more. */
export function stopWaiting(waiting: Waiting): void {
  if (pending.delete(waiting) && pending.size === 0) lookNow();
}

/** Something has changed in this thread, which no gate tells. */
export function lookNow(): void {
  if (watching) wakeObservers(observerBit(currentSlot()));
}

async function watchWord(): Promise<void> {
  watching = true;
  const word = observerWord(currentSlot());
  while (pending.size > 0) {
    const seen = load(word);
    for (const waiting of pending) lookOnce(waiting);
    if (pending.size > 0) await keepAlive(Promise.resolve(waitAsync(word, seen, timeToWake())));
  }
  watching = false;
}

function lookOnce(waiting: Waiting): void {
  for (const watch of waiting.watches) observe(watch, currentSlot());
  if (waiting.look()) pending.delete(waiting);
  else waiting.announce();
}

function timeToWake(): number {
  let first = Infinity;
  for (const { readyAt } of pending) first = Math.min(first, readyAt());
  return first === Infinity ? Infinity : Math.max(first - now(), 0);
}
