/** What threads tell each other: how a worker starts, what is asked of the supervisor, and how a thread ended. */

import type { DeathReason } from "../internal/errors.ts";
import type { Address } from "../internal/memory-map.ts";
import type { Message } from "../internal/wire.ts";
import type { Port } from "./platform.ts";
import type { Task } from "./task.ts";

/** The first that a worker learns. */
export type Start = SupervisorStart | ThreadStart;

export interface SupervisorStart {
  readonly role: "supervisor";
  readonly memory: unknown;
  /** To the thread that has started the family. */
  readonly link: Port;
}

export interface ThreadStart {
  readonly role: "thread";
  readonly memory: unknown;
  readonly id: number;
  readonly name: string | undefined;
  /** Where it tells how far it is. */
  readonly life: Address;
  /** To the supervisor. */
  readonly link: Port;
  /** To the handle of the thread: the job arrives there, and the outcome leaves. */
  readonly handle: Port;
}

/** What is asked of the supervisor. `serial` is the asker's own number for the thread. */
export type Request = SpawnRequest | { readonly kind: "terminate"; readonly serial: number };

export interface SpawnRequest {
  readonly kind: "spawn";
  readonly serial: number;
  readonly id: number;
  readonly name: string | undefined;
  readonly stackSize: number | undefined;
  readonly heapSize: number | undefined;
  readonly life: Address;
  readonly handle: Port;
}

/** What the supervisor tells the asker: the thread has ended, and everything that it held was taken from it. */
export interface Notice {
  readonly kind: "ended";
  readonly serial: number;
  readonly death: Death;
}

export interface Death {
  readonly reason: DeathReason;
  /** What nobody caught. */
  readonly error: Message | undefined;
}

/** From the handle to the thread: one function to run, or a pool to serve. */
export type Job = RunJob | ServeJob;

export interface RunJob {
  readonly kind: "run";
  readonly task: Task;
  readonly args: Message;
}

export interface ServeJob {
  readonly kind: "serve";
  readonly mailbox: Address;
  /** For what no mailbox can hold. */
  readonly mail: Port;
}

/** From the thread to its handle. */
export type Told = Outcome | LeftOutcome;

export interface Outcome {
  readonly kind: "returned" | "threw";
  readonly value: Message;
}

/** It lies in shared memory, see `left-outcome.ts`. */
export interface LeftOutcome {
  readonly kind: "left";
}
