/** Who performs the operations of the code that runs right now: the one piece of state that `atomics.ts` shares with the explorer. */

import type { Operation } from "./operation.ts";

export interface Stage {
  /** As its own thread sees it. */
  readonly thread: number;
  perform(operation: Operation): number;
  /** Changes a ghost: together with the operation before it, in the same step. */
  effect(effect: Effect): void;
  checkpoint(key: string): void;
  spin(): void;
  now(): number;
}

/** Ghosts are numbers that only the proof sees. */
export interface Effect {
  readonly ghost: number;
  readonly kind: "set" | "add";
  readonly value: number;
}

let current: Stage | undefined;

export function stage(): Stage {
  if (current === undefined) throw new Error("Atomics of the explorer work inside of a program that is explored only");
  return current;
}

export function onStage<Result>(next: Stage, work: () => Result): Result {
  const before = current;
  current = next;
  try {
    return work();
  } finally {
    current = before;
  }
}
