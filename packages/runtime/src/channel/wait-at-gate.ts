/** Tries until it works, sleeping at a gate in between. */

import { now, spinHint, spinLimit } from "#atomics";
import { enterGate, leaveGate, sleepAtGate, type Gate } from "./gate.ts";

/**
 * Gives what `attempt` gives, or `undefined` when that was `undefined` until the time was over. `announce` is called before each sleep: others
 * may wait for somebody to wait here.
 */
export function waitAtGate<R>(gate: Gate, timeoutMs: number, attempt: () => R | undefined, announce?: () => void): R | undefined {
  const end = timeoutMs === Infinity ? Infinity : now() + timeoutMs;
  const early = spinFor(attempt);
  if (early !== undefined) return early;
  for (;;) {
    const epoch = enterGate(gate);
    const result = attempt();
    if (result !== undefined) {
      leaveGate(gate);
      return result;
    }
    announce?.();
    const left = end === Infinity ? Infinity : end - now();
    if (left > 0) sleepAtGate(gate, epoch, left);
    else leaveGate(gate);
    // What came while it fell asleep, or at the last moment, is not left behind.
    const woken = attempt();
    if (woken !== undefined || left <= 0) return woken;
  }
}

/** What a channel waits for is often under way: a thread takes a hundred times as long to wake as a message to cross. */
function spinFor<R>(attempt: () => R | undefined): R | undefined {
  for (let left = spinLimit(); left > 0; left--) {
    const result = attempt();
    if (result !== undefined) return result;
    spinHint();
  }
  return attempt();
}
