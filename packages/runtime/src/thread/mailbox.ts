/**
 * What a pool and one of its workers write to each other: a cell in shared memory with a block of bytes, used for a job and then for its
 * outcome. Only one of both may touch it at a time, as `mailbox-word.ts` tells them.
 */

import { cellKind, dropCell, makeCell } from "../internal/cells.ts";
import { allocate, release } from "../internal/heap.ts";
import { cell, cellSize, type Address } from "../internal/memory-map.ts";
import { bytes, reach, words } from "../internal/shared-memory.ts";
import { currentThreadId } from "../internal/thread-id.ts";
import { dismiss, tellGone, type BellWords, type MailboxWords } from "./mailbox-word.ts";
import type { BytesParcel, Parcel } from "./parcel.ts";

/**
 * The words of the cell of one worker, counted from its first. What is written for each job lies on the cell's second line: whoever waits
 * looks at the first all the time, and each look would take the line away from who writes.
 */
const at = {
  given: cell.word,
  done: cell.word + 1,
  asleep: cell.word + 2,
  /** The threads at both ends. */
  pool: cell.value,
  worker: cell.value + 1,
  /** The first word of the cell with the bell. */
  bell: cell.value + 2,
  /** 1 when the worker has begun. */
  ready: cell.value + 3,
  /** The text of the task to be run. */
  task: cell.threads,
  /** What the parcel is, how long it is, and where: in the block that is always there, or in a larger one of its own. */
  kind: cell.threads + 1,
  byteLength: cell.threads + 2,
  block: cell.threads + 3,
  larger: cell.threads + 4,
  /** Of an outcome: 1 when the task threw. */
  threw: cell.threads + 5,
} as const;

/** The words of the cell with the bell. */
const bellAt = { rung: cell.word, listening: cell.word + 1 } as const;

/** `nothing`: what was there has been taken. */
const kinds = ["nothing", "plain", "message", "mail"] as const;

/** Most jobs and outcomes are smaller. */
const blockSize = 1000;

/** One end's view. */
export interface Mailbox {
  readonly address: Address;
  readonly first: number;
  readonly words: MailboxWords;
}

export function makeBell(): Address {
  return makeCell(cellKind.bell);
}

export function bellWords(bell: Address): BellWords {
  return wordsOfBell(bell >> 2);
}

/** For the thread `worker`, which has not begun yet. */
export function makeMailbox(bell: Address, worker: number): Mailbox {
  const address = makeCell(cellKind.mailbox);
  const first = address >> 2;
  const view = words();
  view[first + at.pool] = currentThreadId();
  view[first + at.worker] = worker;
  view[first + at.bell] = bell >> 2;
  const block = allocate(blockSize);
  words()[first + at.block] = block;
  return openMailbox(address);
}

/** At the other end. */
export function openMailbox(address: Address): Mailbox {
  const first = address >> 2;
  reach(address + cellSize);
  return { address, first, words: mailboxWords(first) };
}

/** In the worker. */
export function tellReady({ first }: Mailbox): void {
  words()[first + at.ready] = 1;
}

export function isReady({ first }: Mailbox): boolean {
  return words()[first + at.ready] === 1;
}

/** When nobody is at either end. What is still in it is lost: take it before. */
export function dropMailbox({ address, first }: Mailbox): void {
  release(words()[first + at.block] as Address);
  dropCell(address, () => {});
}

export function dropBell(bell: Address): void {
  dropCell(bell, () => {});
}

/** Writes a job. */
export function putJob({ first }: Mailbox, task: Address, parcel: Parcel): void {
  putParcel(first, parcel);
  words()[first + at.task] = task;
}

/** Writes an outcome. */
export function putOutcome({ first }: Mailbox, kind: "returned" | "threw", parcel: Parcel): void {
  putParcel(first, parcel);
  words()[first + at.threw] = kind === "threw" ? 1 : 0;
}

export function taskIn({ first }: Mailbox): Address {
  return words()[first + at.task] as Address;
}

export function outcomeKindIn({ first }: Mailbox): "returned" | "threw" {
  return words()[first + at.threw] === 1 ? "threw" : "returned";
}

/** Gives the parcel to `use`, and takes it out of the mailbox. `mail` is in the port; `undefined` is none. */
export function takeParcel<R>({ first }: Mailbox, use: (parcel: BytesParcel | "mail" | undefined) => R): R {
  const kind = kinds[words()[first + at.kind]!]!;
  words()[first + at.kind] = kinds.indexOf("nothing");
  if (kind === "nothing" || kind === "mail") return use(kind === "mail" ? "mail" : undefined);
  const larger = words()[first + at.larger] as Address | 0;
  const start = larger === 0 ? words()[first + at.block]! : larger;
  const end = start + words()[first + at.byteLength]!;
  reach(end);
  const result = use({ kind, bytes: bytes().subarray(start, end) });
  if (larger !== 0) release(larger);
  return result;
}

/** When a thread has died: whoever is at the other end learns of it. `first` is that of any mailbox. */
export function recoverMailbox(first: number, deadId: number): void {
  if (words()[first + at.worker] === deadId) tellGone(mailboxWords(first));
  else if (words()[first + at.pool] === deadId) dismiss(mailboxWords(first));
}

function mailboxWords(first: number): MailboxWords {
  return { given: first + at.given, done: first + at.done, asleep: first + at.asleep, bell: wordsOfBell(words()[first + at.bell]!) };
}

function wordsOfBell(first: number): BellWords {
  return { rung: first + bellAt.rung, listening: first + bellAt.listening };
}

function putParcel(first: number, parcel: Parcel): void {
  const larger = parcel.kind !== "mail" && parcel.bytes.length > blockSize ? allocate(parcel.bytes.length) : 0;
  const view = words();
  view[first + at.kind] = kinds.indexOf(parcel.kind);
  view[first + at.larger] = larger;
  if (parcel.kind === "mail") return;
  view[first + at.byteLength] = parcel.bytes.length;
  const start = larger === 0 ? view[first + at.block]! : larger;
  bytes().set(parcel.bytes, start);
}
