/** Counts and times of one load, for `--timings` and for tests that must not flicker: counts are exact, times are not. */

import type { Program } from "@freehold/mir/program";

export type Phase = "start" | "discover" | "open" | "read" | "parse" | "names" | "lower" | "validate" | "select" | "ask" | "number";

export interface Statistics {
  readonly files: number;
  readonly lines: number;
  readonly bodies: number;
  readonly blocks: number;
  readonly types: number;
  /** Nodes, symbols and types the compiler was asked about. */
  readonly questions: number;
  /** Messages to the compiler's process, batches counted as one. */
  readonly requests: number;
  /** Parts that could not be lowered, by reason. */
  readonly unknowns: Readonly<Record<string, number>>;
  readonly milliseconds: Readonly<Partial<Record<Phase, number>>>;
}

export interface Stopwatch {
  readonly time: <Result>(phase: Phase, run: () => Result) => Result;
  readonly statistics: (unknowns: readonly string[], program: Program, questions: number, requests: number) => Statistics;
}

export function stopwatch(onPhase?: (phase: Phase) => void): Stopwatch {
  const milliseconds: Partial<Record<Phase, number>> = {};
  return { time, statistics };

  function time<Result>(phase: Phase, run: () => Result): Result {
    onPhase?.(phase);
    const start = performance.now();
    const result = run();
    milliseconds[phase] = Math.round(performance.now() - start);
    return result;
  }

  function statistics(reasons: readonly string[], program: Program, questions: number, requests: number): Statistics {
    const unknowns: Record<string, number> = {};
    for (const reason of reasons) unknowns[reason] = (unknowns[reason] ?? 0) + 1;
    return {
      files: program.files.length,
      lines: program.files.reduce((lines, file) => lines + file.text.split("\n").length, 0),
      bodies: program.bodies.length,
      blocks: program.bodies.reduce((blocks, body) => blocks + body.blocks.length, 0),
      types: program.types.length,
      questions,
      requests,
      unknowns,
      milliseconds,
    };
  }
}
