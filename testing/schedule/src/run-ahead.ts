/** Runs a thread's code from its start to its next operation, handing it the results that it has seen so far. */

import { timedOut, type Operation } from "./operation.ts";
import { onStage, type Effect, type Stage } from "./stage.ts";

/** A thread's code. It must be a function of the results of its operations alone. */
export type Code = () => void;

/** Where a thread stands. */
export type Stop =
  | { readonly kind: "operation"; readonly operation: Operation }
  | { readonly kind: "finished" }
  | { readonly kind: "threw"; readonly error: unknown };

export interface Ahead {
  readonly stop: Stop;
  /** What the code did since its last result. */
  readonly effects: readonly Effect[];
  readonly checkpoint: string | undefined;
  readonly spun: boolean;
}

/** Thrown at the operation whose result is not known yet. One object: its stack says nothing. */
const signal = new Error("The explorer stops a thread here. Code that is explored must not catch what it does not know");

export function runAhead(code: Code, thread: number, results: readonly number[]): Ahead {
  const run: Replay = { results, seen: 0, clock: 0, pending: undefined, effects: [], checkpoint: undefined, spun: false };
  const stop = onStage(replaying(run, thread), () => stopOf(run, code));
  return { stop, effects: run.effects, checkpoint: run.checkpoint, spun: run.spun };
}

interface Replay {
  readonly results: readonly number[];
  seen: number;
  clock: number;
  pending: Operation | undefined;
  effects: Effect[];
  checkpoint: string | undefined;
  spun: boolean;
}

function stopOf(run: Replay, code: Code): Stop {
  try {
    code();
  } catch (error) {
    if (error !== signal) return { kind: "threw", error };
  }
  if (run.pending !== undefined) return { kind: "operation", operation: run.pending };
  if (run.seen === run.results.length) return { kind: "finished" };
  return { kind: "threw", error: new Error("The code did fewer operations than before: it depends on more than their results") };
}

/** What the code does after it was stopped, in a `finally` for one, does not count. */
function replaying(run: Replay, thread: number): Stage {
  return {
    thread,
    perform: (operation) => nextResult(run, operation),
    effect: (effect) => void (run.pending === undefined && run.effects.push(effect)),
    checkpoint: (key) => void (run.checkpoint = run.pending === undefined ? key : run.checkpoint),
    spin: () => void (run.spun ||= run.pending === undefined),
    now: () => run.clock,
  };
}

function nextResult(run: Replay, operation: Operation): number {
  if (run.pending !== undefined) throw signal;
  const result = run.results[run.seen];
  if (result === undefined) {
    run.pending = operation;
    throw signal;
  }
  run.seen += 1;
  run.effects = [];
  run.checkpoint = undefined;
  run.spun = false;
  if (operation.kind === "wait" && result === timedOut) run.clock += operation.timeout;
  return result;
}
