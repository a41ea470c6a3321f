/** What the kill stress is told to do, and what it says. */

export const causes = ["terminate", "exit", "throw", "memory"] as const;

export type Cause = (typeof causes)[number];

export interface Deaths {
  /** Deaths go on until both are reached. */
  readonly seconds: number;
  readonly atLeast: number;
  /** Threads die at each of their first so many operations in turn. */
  readonly operations: number;
}

export interface Outcome {
  readonly died: number;
  readonly counts: Readonly<Record<Cause, number>>;
  /** Of those that live. */
  readonly updates: number;
  /** How often they were told that a holder has died. */
  readonly poisoned: number;
  /** How often they found half an update and nobody had said so. */
  readonly untold: number;
  readonly hangs: number;
  /** From a death with the lock until somebody else had it. */
  readonly slowestMs: number;
  /** Whether the lock was free in the end. */
  readonly clean: boolean;
}
