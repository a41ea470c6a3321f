/** Hears what workers have done without blocking the thread: looks for a moment, as hot workers answer at once, then sleeps until they ring. */

import { now } from "#atomics";
import { keepAlive } from "./keep-alive.ts";
import { lastRing, sleepForBellAsync, spinForBell, type BellWords } from "./mailbox-word.ts";
import { isTurnDue, takeTurn, type Turns } from "./turn.ts";

export interface Collector {
  readonly bell: BellWords;
  /** Whether there is anything to wait for. */
  readonly isBusy: () => boolean;
  /** Takes what is done, and says whether there was any. */
  readonly collect: () => boolean;
  readonly turns: Turns;
  isRunning: boolean;
}

export function newCollector(bell: BellWords, isBusy: () => boolean, collect: () => boolean): Collector {
  return { bell, isBusy, collect, turns: { lastAt: now() }, isRunning: false };
}

/** Begins when the caller is done: he may have more to give. */
export function collectLater(collector: Collector): void {
  if (collector.isRunning) return;
  collector.isRunning = true;
  void collectAll(collector);
}

async function collectAll(collector: Collector): Promise<void> {
  const { bell, isBusy, collect, turns } = collector;
  await Promise.resolve();
  while (isBusy()) {
    const seen = lastRing(bell);
    if (collect()) {
      // Those who waited go on first, and may give more.
      await (isTurnDue(turns) ? takeTurn(turns) : Promise.resolve());
    } else if (!spinForBell(bell, seen)) {
      await keepAlive(sleepForBellAsync(bell, seen));
      turns.lastAt = now();
    }
  }
  collector.isRunning = false;
}
