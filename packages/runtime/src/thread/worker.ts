/** Where every worker of the library begins: the supervisor, a thread with one function to run, or one that serves a pool. */

import * as library from "../index.ts";
import type { Address } from "../internal/memory-map.ts";
import { registerKnown } from "../internal/shareable.ts";
import { adopt } from "../internal/shared-memory.ts";
import { becomeThread } from "../internal/thread-id.ts";
import { decode, depart, encode, type Encoded } from "../internal/wire.ts";
import { explainCapture } from "./captures.ts";
import { nameCurrent } from "./thread-handle.ts";
import { joinFamily } from "./family.ts";
import { leaveOutcome } from "./left-outcome.ts";
import { send } from "./mail.ts";
import { bytesOf } from "./parcel.ts";
import { listen, platform, type Port } from "./platform.ts";
import { runThenDrop, sendError } from "./run-task.ts";
import { serve } from "./serve.ts";
import type { Job, Outcome, ThreadStart, Told } from "./start.ts";
import { supervise } from "./supervisor.ts";
import { resolveTask } from "./task.ts";
import { tellFinished, tellRunning } from "./thread-cell.ts";

// Messages name classes by their tags, and each class registers itself: a bundler leaves out those that no code names.
registerKnown("freehold", library);

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
  try {
    tell(handle, life, "returned", await resultOf(job, life));
  } catch (error) {
    const explained = job.kind === "run" && job.task.kind === "inline" ? explainCapture(job.task.text, error) : error;
    sendError(explained, (sent) => tell(handle, life, "threw", encode(sent, "error")));
  }
  tellFinished(life);
  handle.close();
}

function tell(handle: Port, life: Address, kind: Outcome["kind"], encoded: Encoded): void {
  const written = platform().receiveNow === undefined && encoded.transfer.length === 0 ? bytesOf(encoded.message) : undefined;
  if (written !== undefined) leaveOutcome(life, kind, written);
  const told: Told = written === undefined ? { kind, value: encoded.message } : { kind: "left" };
  send(handle, encoded, told);
}

async function resultOf(job: Job, life: Address): Promise<Encoded> {
  tellRunning(life);
  if (job.kind === "run") return runThenDrop(resolveTask(job.task), decode(job.args) as readonly unknown[], encodeResult);
  await serve(job.mailbox, job.mail);
  return encodeResult(undefined);
}

/** What moves leaves at once: it may be among the arguments, which end before the outcome is sent. */
function encodeResult(result: unknown): Encoded {
  const encoded = encode(result, "result");
  depart(encoded);
  return encoded;
}
