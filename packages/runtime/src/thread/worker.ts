/** Where every worker of the library begins: the supervisor, or a thread with one function to run. */

import "../index.ts";
import { dropValueAsync } from "../internal/drop-async.ts";
import type { Address } from "../internal/memory-map.ts";
import { nameOf } from "../internal/misuse.ts";
import { adopt } from "../internal/shared-memory.ts";
import { becomeThread } from "../internal/thread-id.ts";
import { decode, encode, type Encoded } from "../internal/wire.ts";
import { explainCapture } from "./captures.ts";
import { nameCurrent } from "./thread-handle.ts";
import { joinFamily } from "./family.ts";
import { listen, platform, type Port } from "./platform.ts";
import type { Job, Outcome, ThreadStart } from "./start.ts";
import { supervise } from "./supervisor.ts";
import { resolveTask } from "./task.ts";
import { tellFinished, tellRunning } from "./thread-cell.ts";

platform().whenStarted((start) => {
  adopt(start.memory);
  if (start.role === "supervisor") supervise(start.link);
  else runThread(start);
});

/** Listening to the handle keeps the thread alive until its outcome is told. */
function runThread({ link, handle, life, id, name }: ThreadStart): void {
  becomeThread(id);
  nameCurrent(name);
  joinFamily(link);
  listen(handle, (data) => void runJob(handle, life, data as Job));
}

async function runJob(handle: Port, life: Address, job: Job): Promise<void> {
  const [kind, { message, transfer }] = await outcomeOf(job, life);
  const outcome: Outcome = { kind, value: message };
  handle.postMessage(outcome, transfer);
  tellFinished(life);
  handle.close();
}

async function outcomeOf({ task, args }: Job, life: Address): Promise<readonly [Outcome["kind"], Encoded]> {
  try {
    const given = decode(args) as readonly unknown[];
    tellRunning(life);
    return ["returned", await runThenDrop(await resolveTask(task), given)];
  } catch (error) {
    return ["threw", encodeError(task.kind === "inline" ? explainCapture(task.text, error) : error)];
  }
}

/** The function owns its arguments: they end with it, unless it has ended them itself. What it gives has left before. */
async function runThenDrop(body: (...args: unknown[]) => unknown, args: readonly unknown[]): Promise<Encoded> {
  try {
    return encode(await body(...args), "result");
  } finally {
    await dropValueAsync(args);
  }
}

/** What is thrown may hold what cannot cross: then its words do. */
function encodeError(error: unknown): Encoded {
  try {
    return encode(error, "error");
  } catch {
    return encode(plainly(error), "error");
  }
}

function plainly(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(`a thread threw ${nameOf(error)}, which cannot cross`);
  const plain = new Error(error.message);
  Object.defineProperty(plain, "name", { value: error.name, configurable: true, writable: true });
  if (error.stack !== undefined) plain.stack = error.stack;
  return plain;
}
