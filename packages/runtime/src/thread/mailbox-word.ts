/**
 * Giving jobs to a worker and hearing that they are done, by words that have one writer each. The giver sleeps on a bell, which all of his
 * workers ring.
 *
 * | word | holds | who writes it |
 * |---|---|---|
 * | given | twice the number of jobs given, and 1 when no more will come | the pool; its supervisor when it has died |
 * | done | twice the number of jobs done, and 1 when no more will be | the worker; its supervisor when it has died |
 * | asleep | 1 while the worker sleeps on `given`, or is about to | the worker |
 * | rung | how often something was done | every worker |
 * | listening | how many sleep on `rung`, or are about to | the pool |
 *
 * No wake-up is lost: who sleeps tells so before the engine compares the word, and who changes the word asks afterwards who sleeps.
 */

import { add, load, notify, now, or, spinHint, spinLimit, store, sub, wait, waitAsync } from "#atomics";

export interface BellWords {
  readonly rung: number;
  readonly listening: number;
}

export interface MailboxWords {
  readonly given: number;
  readonly done: number;
  readonly asleep: number;
  readonly bell: BellWords;
}

const oneMore = 2;
const noMore = 1;

/** About as long as it takes to put a thread to sleep and to wake it. */
const spinMs = 0.05;

/** In the pool: what the worker needs to know of the job is written. */
export function giveJob({ given, asleep }: MailboxWords): void {
  add(given, oneMore);
  if (load(asleep) !== 0) notify(given, 1);
}

/** The worker gets no more jobs. */
export function dismiss({ given }: MailboxWords): void {
  or(given, noMore);
  notify(given, 1);
}

/** In the pool: what became of the last of so many jobs. */
export function stateOf({ done }: MailboxWords, jobs: number): "running" | "done" | "died" {
  const seen = load(done);
  if (seen >> 1 === (jobs << 1) >> 1) return "done";
  return (seen & noMore) === noMore ? "died" : "running";
}

/** In the worker, after so many jobs: whether there is another one. Looks for a moment; `undefined` when there was nothing to see. */
export function spinForJob({ given }: MailboxWords, jobs: number): boolean | undefined {
  const nothing = jobs << 1;
  return spinWhile(given, nothing) === nothing ? undefined : hasJob(given, nothing);
}

/** The same, and sleeps until there is something. */
export async function sleepForJob({ given, asleep }: MailboxWords, jobs: number): Promise<boolean> {
  const nothing = jobs << 1;
  store(asleep, 1);
  while (load(given) === nothing) await waitAsync(given, nothing, Infinity);
  store(asleep, 0);
  return hasJob(given, nothing);
}

/** In the worker: what the pool needs to know of the outcome is written. */
export function tellDone({ done, bell }: MailboxWords): void {
  add(done, oneMore);
  ring(bell);
}

/** In the supervisor: the worker has died. */
export function tellGone({ done, bell }: MailboxWords): void {
  or(done, noMore);
  ring(bell);
}

/** What the bell shows: to be read before one looks at what is done, and given to those who wait. */
export function lastRing({ rung }: BellWords): number {
  return load(rung);
}

/** Whether the bell rings within a moment. */
export function spinForBell({ rung }: BellWords, seen: number): boolean {
  return spinWhile(rung, seen) !== seen;
}

/** Blocks until it rings. */
export function sleepForBell({ rung, listening }: BellWords, seen: number): void {
  add(listening, 1);
  wait(rung, seen, Infinity);
  sub(listening, 1);
}

export async function sleepForBellAsync({ rung, listening }: BellWords, seen: number): Promise<void> {
  add(listening, 1);
  await waitAsync(rung, seen, Infinity);
  sub(listening, 1);
}

/** Who sleeps on the bell looks again. */
export function ring({ rung, listening }: BellWords): void {
  add(rung, 1);
  if (load(listening) !== 0) notify(rung, Infinity);
}

function hasJob(given: number, nothing: number): boolean {
  return load(given) >> 1 !== nothing >> 1;
}

/** Looks at the word until it changes, or it is time to sleep. Gives what it saw last. */
function spinWhile(word: number, seen: number): number {
  if (spinLimit() === 0) return load(word);
  for (const end = now() + spinMs; now() < end;) {
    for (let left = spinLimit(); left > 0; left--) {
      if (load(word) !== seen) return load(word);
      spinHint();
    }
  }
  return seen;
}
