/** Sleeps until one of several things is ready: what `select` does, and whoever receives from a clock. */

import { load, now, wait } from "#atomics";
import { observe, observerWord } from "./observer.ts";

export interface Watched {
  /** The watch words of the gates that may open. */
  readonly watches: readonly number[];
  /** When it is ready by itself. */
  readonly readyAt: () => number;
  /** Called once the gates are watched: others may wait for somebody to wait here. */
  readonly announce: () => void;
}

/** Gives what `attempt` gives, or `undefined` when that was `undefined` until the time was over. `slot` is that of the thread. */
export function observeUntil<R>(slot: number, watched: readonly Watched[], timeoutMs: number, attempt: () => R | undefined): R | undefined {
  const end = timeoutMs === Infinity ? Infinity : now() + timeoutMs;
  const word = observerWord(slot);
  for (;;) {
    const seen = load(word);
    for (const { watches } of watched) for (const watch of watches) observe(watch, slot);
    const result = attempt();
    if (result !== undefined) return result;
    for (const { announce } of watched) announce();
    const time = now();
    if (time >= end) return undefined;
    wait(word, seen, Math.max(0, Math.min(end, ...watched.map(({ readyAt }) => readyAt())) - time));
  }
}
