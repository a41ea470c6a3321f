/** A task that was given to a pool: what its worker gets, and who waits for the outcome. */

import { MisuseError } from "../internal/errors.ts";
import type { Address } from "../internal/memory-map.ts";
import { decode, discard, type Message } from "../internal/wire.ts";
import { keepAlive } from "./keep-alive.ts";
import { receive, receiveNow, type Mail } from "./mail.ts";
import { outcomeKindIn, takeParcel, type Mailbox } from "./mailbox.ts";
import { throwAway, unpack, type Parcel } from "./parcel.ts";

export interface PoolJob extends Waiter {
  readonly task: Address;
  readonly parcel: Parcel;
}

export interface Waiter {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Whether the thread waits without its event loop. */
  readonly blocks: boolean;
}

/** Takes what the worker has told, and settles the job with it. */
export function settleJob(job: PoolJob, mailbox: Mailbox, mail: Mail): void {
  const kind = outcomeKindIn(mailbox);
  try {
    const told = takeParcel(mailbox, (parcel) => (typeof parcel === "object" ? unpack(parcel) : parcel));
    if (typeof told === "object") tell(job, kind, told);
    else settleByMail(job, kind, mail);
  } catch (error) {
    job.reject(error);
  }
}

/** Drops the arguments of a job whose worker will never take them. */
export function dropArguments(job: PoolJob, mailbox: Mailbox): void {
  takeParcel(mailbox, (parcel) => {
    if (parcel !== undefined) throwAway(parcel === "mail" ? job.parcel : parcel);
  });
}

type OutcomeKind = "returned" | "threw";

function settleByMail(job: PoolJob, kind: OutcomeKind, mail: Mail): void {
  const message = receiveNow(mail);
  if (message !== undefined) return tell(job, kind, decode(message) as readonly unknown[]);
  if (job.blocks) job.reject(new MisuseError("`Pool.runSync` cannot read what this task gave: use `run` on this host"));
  const late = job.blocks ? discard : (message: Message) => tell(job, kind, decode(message) as readonly unknown[]);
  void keepAlive(receive(mail)).then(late).catch(job.reject);
}

function tell({ resolve, reject }: Waiter, kind: OutcomeKind, [value]: readonly unknown[]): void {
  if (kind === "returned") resolve(value);
  else reject(value);
}
