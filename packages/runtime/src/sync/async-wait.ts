/** Waiting without blocking, and until somebody has had enough of it. */

import { load, now, waitAsync } from "#atomics";
import { keepAlive } from "../thread/keep-alive.ts";
import type { TimeoutError } from "../internal/errors.ts";

/**
 * How long to wait, for what never blocks its thread.
 *
 * @example
 * ```ts
 * import { Mutex, type WaitOptions } from "freehold";
 * const options: WaitOptions = { timeout: 1000, signal: new AbortController().signal };
 * using mutex = Mutex.new(1);
 * using guard = await mutex.lockAsync(options);
 * assert.equal(guard.value, 1);
 * ```
 */
export interface WaitOptions {
  /** Ends the wait; it rejects with the signal's reason. */
  readonly signal?: AbortSignalLike | undefined;
  /** In milliseconds; for ever without. */
  readonly timeout?: number | undefined;
}

/** As much of an `AbortSignal` as is used: the compiler's own type comes with the whole DOM. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * Calls `attempt` until it gives something, and sleeps on `word` between two calls as long as the word is what it was before the call.
 * Whoever makes an attempt worth it changes the word and notifies all, so a sleeper that has given up takes nobody's turn.
 * `timedOut` is what it rejects with when time is up.
 */
export async function attemptAsync<R>(
  word: number,
  attempt: () => R | undefined,
  options: WaitOptions,
  timedOut: () => TimeoutError,
): Promise<R> {
  const { signal, timeout = Infinity } = options;
  const end = now() + timeout;
  for (;;) {
    throwIfAborted(signal);
    const seen = load(word);
    const result = attempt();
    if (result !== undefined) return result;
    const left = end - now();
    if (left <= 0) throw timedOut();
    const slept = waitAsync(word, seen, left);
    if (typeof slept !== "string") await keepAlive<unknown>(signal === undefined ? slept : untilAborted(slept, signal));
  }
}

function throwIfAborted(signal: AbortSignalLike | undefined): void {
  if (signal?.aborted === true) throw signal.reason;
}

/** Resolves as soon as one of both has happened. */
async function untilAborted(slept: Promise<unknown>, signal: AbortSignalLike): Promise<void> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<void>((resolve) => {
    stop = resolve;
    signal.addEventListener("abort", resolve, { once: true });
  });
  try {
    await Promise.race([slept, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener("abort", stop);
  }
}
