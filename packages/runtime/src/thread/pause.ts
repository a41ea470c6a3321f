/** How a thread lets others run: `park`, `sleep`, `yieldNow`. */

import { MisuseError } from "../internal/errors.ts";
import { mayBlock } from "../internal/may-block.ts";
import { record } from "../internal/memory-map.ts";
import { currentRecord } from "../internal/thread-id.ts";
import { requireMayBlock } from "./blocking.ts";
import { keepAlive } from "./keep-alive.ts";
import { parkOn, parkOnAsync } from "./park-word.ts";

/**
 * Sleeps until another thread calls `unpark` on this one, or has done so since the last `park`. It may return earlier, so ask
 * in a loop whether what is waited for has come. `thread::park`.
 */
export function park(): void {
  parkTimeout(Infinity);
}

/** As `park`, for so many milliseconds at most: `thread::park_timeout`. */
export function parkTimeout(timeoutMs: number): void {
  expectDuration("thread.parkTimeout", timeoutMs);
  requireMayBlock("thread.park", "thread.parkAsync");
  parkOn(currentRecord() + record.park, timeoutMs);
}

/** As `parkTimeout`, and other tasks of this thread go on meanwhile. */
export async function parkAsync(timeoutMs = Infinity): Promise<void> {
  expectDuration("thread.parkAsync", timeoutMs);
  await keepAlive(parkOnAsync(currentRecord() + record.park, timeoutMs));
}

/** Blocks this thread, and all of its tasks, for so many milliseconds: `thread::sleep`. */
export function sleep(durationMs: number): void {
  expectDuration("thread.sleep", durationMs);
  requireMayBlock("thread.sleep", "setTimeout");
  nobodysWord ??= new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(nobodysWord, 0, 0, durationMs);
}

/** Lets another thread have this core: `thread::yield_now`. Does nothing in a page's own thread. */
export function yieldNow(): void {
  if (mayBlock()) sleep(0);
}

/** Nobody notifies it. */
let nobodysWord: Int32Array | undefined;

function expectDuration(called: string, durationMs: number): void {
  if (typeof durationMs === "number" && durationMs >= 0) return;
  throw new MisuseError(`\`${called}\` needs a number of milliseconds that is not negative and was given ${String(durationMs)}`);
}
