/** How long each phase took, for `--timings`. */

import type { Statistics } from "@freehold/frontend/statistics";

export interface OwnTimes {
  readonly check: number;
  readonly total: number;
}

/** Milliseconds, then what there was to do. */
export function timings(statistics: Statistics, own: OwnTimes): string {
  const times = Object.entries({ ...statistics.milliseconds, check: own.check, total: own.total });
  const { files, lines, bodies, questions, requests } = statistics;
  const rows = times.map(([phase, time]) => `${phase.padEnd(10)} ${String(Math.round(time)).padStart(7)} ms`);
  const work = `${files} files, ${lines} lines, ${bodies} bodies, ${questions} questions in ${requests} requests`;
  return [...rows, work].map((row) => `${row}\n`).join("");
}
