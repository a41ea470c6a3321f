/** Tries until it works, sleeping at a gate in between. */

import { pauseFor, spinLimit } from "#atomics";
import { deadlineAfter, timeUntil } from "../sync/deadline.ts";
import { enterGate, sleepAtGate, type Gate } from "./gate.ts";

/** How often a thread tries again before it sleeps: more often when that was worth it the last time. */
export interface Patience {
  attempts: number;
}

/** About 0.2 µs: in that time the other end gets some messages ahead, and has its lines of the cache to itself. */
const pauseBetweenAttempts = 8;

/** In multiples of `spinLimit`: all of them take about as long as a thread takes to wake. */
const mostPatience = 2;

const leastAttempts = 10;

export function newPatience(): Patience {
  return { attempts: spinLimit() };
}

/**
 * Gives what `attempt` gives, or `undefined` when that was `undefined` until the time was over. `announce` is called before each sleep: others
 * may wait for somebody to wait here.
 */
export function waitAtGate<R>(
  gate: Gate,
  patience: Patience,
  timeoutMs: number,
  attempt: () => R | undefined,
  announce?: () => void,
): R | undefined {
  const deadline = deadlineAfter(timeoutMs);
  const early = spinFor(patience, attempt);
  if (early !== undefined) return early;
  for (;;) {
    const epoch = enterGate(gate);
    const result = attempt();
    if (result !== undefined) return result;
    announce?.();
    const left = timeUntil(deadline);
    if (left > 0) sleepAtGate(gate, epoch, left);
    // What came while it fell asleep, or at the last moment, is not left behind.
    const woken = attempt();
    if (woken !== undefined || left <= 0) return woken;
  }
}

/**
 * What a channel waits for is often under way: a thread takes a hundred times as long to wake as a message to cross. Where threads wait for
 * a core of the machine, it never is.
 */
function spinFor<R>(patience: Patience, attempt: () => R | undefined): R | undefined {
  for (let left = patience.attempts; left > 0; left--) {
    const result = attempt();
    if (result !== undefined) {
      patience.attempts = Math.min(patience.attempts * 2, spinLimit() * mostPatience);
      return result;
    }
    pauseFor(pauseBetweenAttempts);
  }
  patience.attempts = Math.max(patience.attempts >> 1, Math.min(leastAttempts, spinLimit()));
  return attempt();
}
