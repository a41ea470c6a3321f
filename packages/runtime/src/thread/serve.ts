/** What a worker of a pool does all its life: it runs one job after the other, spins for a moment when there is none, and sleeps. */

import { now } from "#atomics";
import type { Address } from "../internal/memory-map.ts";
import { decode } from "../internal/wire.ts";
import { explainCapture } from "./captures.ts";
import { openMail, receive, type Mail } from "./mail.ts";
import { openMailbox, putOutcome, takeParcel, taskIn, tellReady, type Mailbox } from "./mailbox.ts";
import { sleepForJob, spinForJob, tellDone } from "./mailbox-word.ts";
import { pack, post, unpack } from "./parcel.ts";
import type { Port } from "./platform.ts";
import { runThenDrop, sendError } from "./run-task.ts";
import { readTask } from "./shared-task.ts";
import { resolveTask, type Body, type Task } from "./task.ts";
import { isTurnDue, takeTurn, type Turns } from "./turn.ts";

interface Worker {
  readonly mailbox: Mailbox;
  readonly mail: Mail;
  /** What it has run before. */
  readonly known: Map<Address, Known>;
}

interface Known {
  readonly task: Task;
  /** Looked for when it is run for the first time; what that throws is an outcome. */
  body: Promise<Body> | undefined;
}

/** Resolves when the pool gives no more jobs. */
export async function serve(mailbox: Address, port: Port): Promise<void> {
  const worker: Worker = { mailbox: openMailbox(mailbox), mail: openMail(port), known: new Map() };
  tellReady(worker.mailbox);
  const turns: Turns = { lastAt: now() };
  for (let done = 0; ; done++) {
    if (isTurnDue(turns)) await takeTurn(turns);
    const { words } = worker.mailbox;
    if (!(spinForJob(words, done) ?? (await sleepForJob(words, done)))) break;
    await runJob(worker);
    tellDone(words);
  }
  port.close();
}

async function runJob(worker: Worker): Promise<void> {
  const known = knownTask(worker);
  try {
    // The arguments leave the mailbox first: they are this thread's to drop now, and the outcome needs the place.
    const args = await argsOf(worker);
    known.body ??= resolveTask(known.task);
    await runThenDrop(known.body, args, (result) => putResult(worker, "returned", result));
  } catch (error) {
    const explained = known.task.kind === "inline" ? explainCapture(known.task.text, error) : error;
    sendError(explained, (sent) => putResult(worker, "threw", sent));
  }
}

async function argsOf({ mailbox, mail }: Worker): Promise<readonly unknown[]> {
  const args = takeParcel(mailbox, (parcel) => (typeof parcel === "object" ? unpack(parcel) : parcel));
  return typeof args === "object" ? args : (decode(await receive(mail)) as readonly unknown[]);
}

/** The value leaves as a list of one, so that it is packed as arguments are. */
function putResult({ mailbox, mail }: Worker, kind: "returned" | "threw", value: unknown): void {
  pack([value], kind === "threw" ? "error" : "result", (parcel) => {
    if (parcel.kind === "mail") post(mail.port, parcel);
    putOutcome(mailbox, kind, parcel);
  });
}

function knownTask({ mailbox, known }: Worker): Known {
  const address = taskIn(mailbox);
  const before = known.get(address);
  if (before !== undefined) return before;
  const found: Known = { task: readTask(address), body: undefined };
  known.set(address, found);
  return found;
}
