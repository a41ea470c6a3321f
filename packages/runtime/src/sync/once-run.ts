/** Runs what a once word guards, and says in errors why it cannot. */

import { load } from "#atomics";
import { DeadlockError, MisuseError, PoisonError, TimeoutError } from "../internal/errors.ts";
import { mayBlock } from "../internal/may-block.ts";
import { currentThreadId } from "../internal/thread-id.ts";
import { heldBy, ownerIn } from "./lock-word.ts";
import { begin, beginPoisoned, COMPLETE, complete, fail, isBegunBy, waitUntilDone, type Begun } from "./once-word.ts";

/** `type` is what messages call it. */
export function runOnce(type: string, word: number, run: () => void): void {
  if (load(word) === COMPLETE) return;
  const begun = beginHere(type, word);
  if (begun === "poisoned") throw failedBefore(type, word, run);
  if (begun === "run") finish(word, run);
}

/** After a failure it is run again: `run` is told whether there was one. */
export function runForced(type: string, word: number, run: (isPoisoned: boolean) => void): void {
  for (;;) {
    const begun = beginHere(type, word);
    if (begun === "run") return finish(word, () => run(false));
    if (begun === "complete") return;
    if (beginPoisoned(word, heldBy(currentThreadId()))) return finish(word, () => run(true));
  }
}

/** Sleeps until it is done. */
export function waitFor(type: string, word: number, timeoutMs: number): void {
  if (load(word) === COMPLETE) return;
  expectNotMine(type, word);
  if (!mayBlock()) throw maySleepNowhere(type);
  const done = waitUntilDone(word, timeoutMs);
  if (done === "poisoned") throw failedBefore(type, word, () => {});
  if (done === "timed-out") throw new TimeoutError(`nobody has filled this \`${type}\` within ${timeoutMs} ms`);
}

function beginHere(type: string, word: number): Begun {
  expectNotMine(type, word);
  if (!mayBlock() && ownerIn(load(word)) !== 0) throw maySleepNowhere(type);
  return begin(word, heldBy(currentThreadId()), Infinity);
}

function finish(word: number, run: () => void): void {
  let failed = true;
  try {
    run();
    failed = false;
  } finally {
    if (failed) fail(word);
    else complete(word);
  }
}

function expectNotMine(type: string, word: number): void {
  if (!isBegunBy(word, heldBy(currentThreadId()))) return;
  throw new DeadlockError(`what fills this \`${type}\` needs it to be filled, and would wait for itself`);
}

function failedBefore(type: string, word: number, run: () => void): PoisonError {
  return new PoisonError(`what was to fill this \`${type}\` has failed or died: nobody fills it any more`, () =>
    runForced(type, word, () => run()),
  );
}

function maySleepNowhere(type: string): MisuseError {
  return new MisuseError(`this thread may not sleep, and another one is filling this \`${type}\`: use it here once it is filled`);
}
