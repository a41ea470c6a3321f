/** What the kill stress is told to do, and what it says. */

export const causes = ["terminate", "exit", "throw", "memory"] as const;

export type Cause = (typeof causes)[number];

export const subjectNames = ["Mutex", "RwLock", "channel"] as const;

export type SubjectName = (typeof subjectNames)[number];

export interface Deaths {
  readonly subject: SubjectName;
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
  /** How often they were told that a holder has died. Channels tell no such thing. */
  readonly poisoned: number;
  /** How often they found half an update and nobody had said so. */
  readonly untold: number;
  readonly hangs: number;
  /** From a death until somebody who waited for what the dead had held, or could have held, had it. */
  readonly slowestMs: number;
  /** Whether everything was in the end as if nobody had died. */
  readonly clean: boolean;
}
