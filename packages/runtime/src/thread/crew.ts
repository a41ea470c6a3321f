/** The workers of one pool as its own thread sees them: who is idle, which jobs wait, who has died. */

import { DroppedError } from "../internal/errors.ts";
import type { Address } from "../internal/memory-map.ts";
import { reserveThread } from "../internal/thread-records.ts";
import { collectLater, newCollector, type Collector } from "./collector.ts";
import { openMail, type Mail } from "./mail.ts";
import { bellWords, dropBell, dropMailbox, isReady, makeBell, makeMailbox, putJob, type Mailbox } from "./mailbox.ts";
import { dismiss, giveJob, ring, stateOf, type BellWords } from "./mailbox-word.ts";
import { keep, pack, post, throwAway } from "./parcel.ts";
import { portPair } from "./platform.ts";
import { dropArguments, settleJob, type PoolJob, type Waiter } from "./pool-job.ts";
import { endingNow, resultOf, startServer, whenEnded, type Ending, type Running } from "./running.ts";

export interface Crew {
  readonly size: number;
  readonly bell: BellWords;
  readonly members: Member[];
  /** The last has worked last: its caches are warm, and it may still be spinning. */
  readonly idle: Member[];
  readonly queue: PoolJob[];
  readonly collector: Collector;
  /** How many members have a job. */
  busy: number;
  /** Whether no job is taken any more. */
  ended: boolean;
  /** Called at the next change. */
  readonly waiting: (() => void)[];
  readonly bellCell: Address;
}

/** One worker. */
export interface Member {
  readonly running: Running;
  readonly mailbox: Mailbox;
  readonly mail: Mail;
  /** How many it was given so far, and the one that it has now. */
  jobs: number;
  job: PoolJob | undefined;
}

/** All members are started at once. */
export function assemble(size: number): Crew {
  const bellCell = makeBell();
  const bell = bellWords(bellCell);
  const collector = newCollector(
    bell,
    () => crew.busy > 0,
    () => settleDone(crew),
  );
  const crew: Crew = { size, bell, members: [], idle: [], queue: [], collector, busy: 0, ended: false, waiting: [], bellCell };
  while (crew.members.length < size) crew.idle.push(hire(crew));
  return crew;
}

/** Gives the task to a member, or lets it wait for one. Throws `NotSendError` when the arguments cannot cross. */
export function submit(crew: Crew, task: Address, args: readonly unknown[], waiter: Waiter): void {
  pack(args, "args", (parcel) => {
    const member = crew.queue.length === 0 ? nextMember(crew) : undefined;
    if (member === undefined) crew.queue.push({ task, parcel: keep(parcel), ...waiter });
    else giveOrRest(crew, member, { task, parcel, ...waiter });
  });
}

/** Settles every job that is done, and gives what waits to those who did them. Whether there was any. */
export function settleDone(crew: Crew): boolean {
  let settled = false;
  for (const member of crew.members) {
    if (member.job === undefined || stateOf(member.mailbox.words, member.jobs) !== "done") continue;
    settled = true;
    settleJob(release(crew, member), member.mailbox, member.mail);
    if (!crew.ended) crew.idle.push(member);
  }
  if (settled) giveWaiting(crew);
  return settled;
}

/** Learns of deaths without the event loop. Whether there was any. */
export function settleDead(crew: Crew): boolean {
  const dead = crew.members.filter(({ job, jobs, mailbox }) => job !== undefined && stateOf(mailbox.words, jobs) === "died");
  for (const { running } of dead) endingNow(running);
  return dead.length > 0;
}

/** Takes no more tasks, and rejects those that wait; members leave when they have done what they have. */
export function disband(crew: Crew): void {
  crew.ended = true;
  for (const job of crew.queue.splice(0)) {
    throwAway(job.parcel);
    job.reject(new DroppedError("the `Pool` was dropped before this task began: `await using` waits for all tasks"));
  }
  for (const { mailbox } of crew.members) dismiss(mailbox.words);
}

/** Resolves when no job is left. */
export function allDone(crew: Crew): Promise<void> {
  return whenever(crew, () => crew.busy === 0 && crew.queue.length === 0);
}

/** Resolves when no member is left. */
export function allGone(crew: Crew): Promise<void> {
  return whenever(crew, () => crew.members.length === 0);
}

async function whenever(crew: Crew, isReached: () => boolean): Promise<void> {
  while (!isReached()) await new Promise<void>((resolve) => void crew.waiting.push(resolve));
}

function nextMember(crew: Crew): Member | undefined {
  return crew.idle.pop() ?? (crew.members.length < crew.size ? hire(crew) : undefined);
}

function hire(crew: Crew): Member {
  const id = reserveThread();
  const mailbox = makeMailbox(crew.bellCell, id);
  const [ours, theirs] = portPair();
  const running = startServer(id, { kind: "serve", mailbox: mailbox.address, mail: theirs });
  const member: Member = { running, mailbox, mail: openMail(ours), jobs: 0, job: undefined };
  ours.unref?.();
  crew.members.push(member);
  whenEnded(running, (ending) => bury(crew, member, ending));
  return member;
}

function give(crew: Crew, member: Member, job: PoolJob): void {
  if (job.parcel.kind === "mail") post(member.mail.port, job.parcel);
  putJob(member.mailbox, job.task, job.parcel);
  member.job = job;
  member.jobs += 1;
  crew.busy += 1;
  giveJob(member.mailbox.words);
  collectLater(crew.collector);
}

/** What cannot move is found out when it is posted. */
function giveOrRest(crew: Crew, member: Member, job: PoolJob): void {
  try {
    give(crew, member, job);
  } catch (error) {
    crew.idle.push(member);
    throw error;
  }
}

function giveWaiting(crew: Crew): void {
  while (crew.queue.length > 0) {
    const member = nextMember(crew);
    if (member === undefined) return;
    give(crew, member, crew.queue.shift()!);
  }
}

/** The member has no job any more. */
function release(crew: Crew, member: Member): PoolJob {
  const job = member.job!;
  member.job = undefined;
  crew.busy -= 1;
  tellWaiting(crew);
  return job;
}

/**
 * What it told before its end still counts. Another one takes its place; not for one that could not even begin, as the next might not
 * either: then only a job is worth the try.
 */
function bury(crew: Crew, member: Member, ending: Ending): void {
  const { job, jobs, mailbox, mail } = member;
  crew.members.splice(crew.members.indexOf(member), 1);
  if (crew.idle.includes(member)) crew.idle.splice(crew.idle.indexOf(member), 1);
  if (job !== undefined && stateOf(mailbox.words, jobs) === "done") settleJob(release(crew, member), mailbox, mail);
  else if (job !== undefined) fail(release(crew, member), mailbox, ending);
  if (!crew.ended && isReady(mailbox)) crew.idle.push(hire(crew));
  mail.port.close();
  dropMailbox(mailbox);
  giveWaiting(crew);
  // The collector may be asleep with nothing left to wait for.
  ring(crew.bell);
  if (crew.ended && crew.members.length === 0) dropBell(crew.bellCell);
  tellWaiting(crew);
}

function fail(job: PoolJob, mailbox: Mailbox, ending: Ending): void {
  dropArguments(job, mailbox);
  try {
    job.resolve(resultOf(ending));
  } catch (error) {
    job.reject(error);
  }
}

function tellWaiting(crew: Crew): void {
  for (const tell of crew.waiting.splice(0)) tell();
}
