/** How long each phase took, for `--timings`. */

import type { Work } from "./examine.ts";

/** Milliseconds, then what there was to do. Without work the report was known, and everything else was spared. */
export function timings(work: Work | undefined, total: number): string {
  if (work === undefined) return `${row("total", total)}The report was known: nothing has changed since the last run\n`;
  const { statistics, check } = work;
  const times = Object.entries({ ...statistics.milliseconds, check, total });
  const { files, lines, bodies, questions, requests } = statistics;
  const load = `${files} files, ${lines} lines, ${bodies} bodies, ${questions} questions in ${requests} requests\n`;
  return [...times.map(([phase, time]) => row(phase, time)), load].join("");
}

function row(phase: string, time: number): string {
  return `${phase.padEnd(10)} ${String(Math.round(time)).padStart(7)} ms\n`;
}
