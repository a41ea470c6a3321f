/** How long to wait, turned into a point in time and back. Who waits without end never looks at the clock. */

import { now } from "#atomics";

export function deadlineAfter(timeoutMs: number): number {
  return timeoutMs === Infinity ? Infinity : now() + timeoutMs;
}

/** Milliseconds; 0 or less when it has passed. */
export function timeUntil(deadline: number): number {
  return deadline === Infinity ? Infinity : deadline - now();
}
