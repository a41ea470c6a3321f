/** What `after`, `tick` and `never` receive from: messages that time makes. */

import { now } from "#atomics";
import { empty } from "./transfer.ts";

/** Of one thread, and shared by the clones of its receiver. */
export interface Clock {
  readonly kind: "clock";
  /** When the next message comes; `Infinity`: never. */
  nextAt: number;
  /** From one message to the next; `Infinity` when there is only one. */
  readonly period: number;
}

export function newClock(delayMs: number, period: number): Clock {
  return { kind: "clock", nextAt: now() + delayMs, period };
}

/** When the message came; or `empty`. Ticks that nobody received in time are left out. */
export function readClock(clock: Clock): unknown {
  const time = now();
  if (time < clock.nextAt) return empty;
  const came = clock.nextAt;
  clock.nextAt = time + clock.period;
  return came;
}
