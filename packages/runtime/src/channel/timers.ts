/** Receivers of what time sends: crossbeam's `after`, `tick` and `never`, arms for `select`. */

import { MisuseError } from "../internal/errors.ts";
import { nameOf } from "../internal/misuse.ts";
import { newClock } from "./clock.ts";
import { newReceiver, type Receiver } from "./receiver.ts";

/**
 * Receives one message when `delayMs` have passed: when that was, in milliseconds of `performance.now()`. After it, nothing for ever.
 *
 * Cost: a receiver of about 80 bytes; no timer runs. Throws `MisuseError` for what is no time.
 *
 * Source: `crossbeam_channel::after`.
 *
 * @example
 * ```ts
 * import { after } from "freehold";
 * using timer = after(5);
 * assert.equal(timer.tryRecv(), undefined);
 * assert.equal(typeof timer.recv(), "number");
 * assert.equal(timer.tryRecv(), undefined);
 * ```
 */
export function after(delayMs: number): Receiver<number> {
  expectTime("after", delayMs);
  return newReceiver(newClock(delayMs, Infinity));
}

/**
 * Receives a message each time `periodMs` have passed: when that was. A message that was not received in time is not made up for.
 *
 * Cost: a receiver of about 80 bytes; no timer runs. Throws `MisuseError` for what is no time.
 *
 * Source: `crossbeam_channel::tick`.
 *
 * @example
 * ```ts
 * import { tick } from "freehold";
 * using ticks = tick(2);
 * const first = ticks.recv();
 * assert.ok(ticks.recv() >= first + 2);
 * ```
 */
export function tick(periodMs: number): Receiver<number> {
  expectTime("tick", periodMs);
  return newReceiver(newClock(periodMs, periodMs));
}

/**
 * Receives nothing for ever: for an arm of `select` that is not needed this time.
 *
 * Danger: `recv` blocks the thread for ever.
 *
 * Cost: a receiver of about 80 bytes.
 *
 * Source: `crossbeam_channel::never`.
 *
 * @example
 * ```ts
 * import { never, type Receiver } from "freehold";
 * using nothing: Receiver<string> = never();
 * assert.equal(nothing.recvTimeout(1), undefined);
 * ```
 */
export function never<T = never>(): Receiver<T> {
  return newReceiver<T>(newClock(Infinity, Infinity));
}

function expectTime(called: string, ms: unknown): void {
  if (typeof ms === "number" && ms >= 0) return;
  const given = typeof ms === "number" ? String(ms) : nameOf(ms);
  throw new MisuseError(`\`${called}\` needs a number of milliseconds and was given ${given}`);
}
