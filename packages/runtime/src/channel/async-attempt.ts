/** A promise for what an attempt gives, made again whenever something happens that it waits for, until a signal or the time ends it. */

import { now } from "#atomics";
import { TimeoutError } from "../internal/errors.ts";
import type { WaitOptions } from "../sync/async-wait.ts";
import { startWaiting, stopWaiting, type Waiting } from "./wait-async.ts";

export interface Attempt<R> {
  /** The watch words of the gates that it waits at. */
  readonly watches: readonly number[];
  /** When it is ready by itself; `Infinity`: never. */
  readonly readyAt: () => number;
  /** Others may wait for somebody to wait here. */
  readonly announce: () => void;
  /** `undefined`: not yet. What it throws rejects the promise. */
  readonly make: () => { readonly value: R } | undefined;
  /** Called when the signal aborts or the time is over: what it gives comes instead of the rejection. */
  readonly giveUp: () => { readonly value: R } | undefined;
  /** Called once when it is over, before anybody hears of it. */
  readonly end: () => void;
}

export function promiseFor<R>(attempt: Attempt<R>, { signal, timeout = Infinity }: WaitOptions = {}): Promise<R> {
  const deadline = now() + timeout;
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => R) => {
      signal?.removeEventListener("abort", abort);
      try {
        resolve(outcome());
      } catch (error) {
        reject(error);
      } finally {
        attempt.end();
      }
    };
    const giveUp = (reason: unknown) => caughtOr(attempt.giveUp) ?? raise(reason);
    const waiting: Waiting = {
      ...attempt,
      readyAt: () => Math.min(attempt.readyAt(), deadline),
      look: () => {
        const looked = caughtOr(attempt.make) ?? (now() < deadline ? undefined : giveUp(timedOut(timeout)));
        if (looked !== undefined) settle(looked);
        return looked !== undefined;
      },
    };
    const abort = () => {
      stopWaiting(waiting);
      settle(giveUp(signal?.reason));
    };
    if (signal?.aborted === true) return abort();
    signal?.addEventListener("abort", abort);
    startWaiting(waiting);
  });
}

/** What it made, or threw, to be had later; `undefined` when it made nothing. */
function caughtOr<R>(make: () => { readonly value: R } | undefined): (() => R) | undefined {
  try {
    const made = make();
    return made === undefined ? undefined : () => made.value;
  } catch (error) {
    return raise(error);
  }
}

function timedOut(timeoutMs: number): TimeoutError {
  return new TimeoutError(
    `nothing happened on the channel within ${timeoutMs} ms: wait longer, or look for who should have used the other end`,
  );
}

function raise(error: unknown): () => never {
  return () => {
    throw error;
  };
}
