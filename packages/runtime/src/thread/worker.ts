/** Where every worker of the library begins: the supervisor, or a thread with one function to run. */

import "../index.ts";
import { nameOf } from "../internal/misuse.ts";
import { decode, encode, type Encoded } from "../internal/wire.ts";
import { explainCapture } from "./captures.ts";
import { joinFamily } from "./family.ts";
import { listen, platform, type Port } from "./platform.ts";
import type { Job, Outcome, ThreadStart } from "./start.ts";
import { supervise } from "./supervisor.ts";
import { resolveTask } from "./task.ts";

platform().whenStarted((start) => {
  if (start.role === "supervisor") supervise(start.link);
  else runThread(start);
});

/** Listening to the handle keeps the thread alive until its outcome is told. */
function runThread({ link, handle }: ThreadStart): void {
  joinFamily(link);
  listen(handle, (data) => void runJob(handle, data as Job));
}

async function runJob(handle: Port, job: Job): Promise<void> {
  const [kind, { message, transfer }] = await outcomeOf(job);
  const outcome: Outcome = { kind, value: message };
  handle.postMessage(outcome, transfer);
  handle.close();
}

async function outcomeOf({ task, args }: Job): Promise<readonly [Outcome["kind"], Encoded]> {
  try {
    const body = await resolveTask(task);
    const result = await body(...(decode(args) as unknown[]));
    return ["returned", encode(result, "result")];
  } catch (error) {
    return ["threw", encodeError(task.kind === "inline" ? explainCapture(task.text, error) : error)];
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
