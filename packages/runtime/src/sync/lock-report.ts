/** What a lock tells when somebody has waited too long for it: who holds it and who else waits; in checked builds also where. */

import { checked, here } from "#checks";
import { load } from "#atomics";
import { TimeoutError } from "../internal/errors.ts";
import { cell, cellPlaceLength, nameLength, placeLength, record } from "../internal/memory-map.ts";
import { readSharedText, writeSharedText } from "../internal/shared-text.ts";
import { currentRecord, currentThreadId } from "../internal/thread-id.ts";
import { recordOf, sleepersOn } from "../internal/thread-records.ts";
import { ownerIn } from "./lock-word.ts";

/** What the report needs to know of a lock. */
export interface ReportedLock {
  /** `Mutex`, as messages write it. */
  readonly type: string;
  /** The first word of its cell. */
  readonly first: number;
}

/** The caller has taken the lock right now. Checked builds only. */
export function rememberHolder(first: number): void {
  writeSharedText(first + cell.place, cellPlaceLength, here() ?? "");
}

/** The caller is about to sleep. Checked builds only. */
export function rememberWaiter(): void {
  writeSharedText(currentRecord() + record.place, placeLength, here() ?? "");
}

export function lockTimedOut(lock: ReportedLock, timeoutMs: number): TimeoutError {
  return new TimeoutError(`this \`${lock.type}\` was not free within ${timeoutMs} ms${holderOf(lock)}${waitersFor(lock)}`);
}

/** `: thread 3 "reader" holds it`. */
function holderOf({ first }: ReportedLock): string {
  const holder = ownerIn(load(first + cell.word));
  if (holder === 0) return "";
  const place = checked ? readSharedText(first + cell.place, cellPlaceLength) : undefined;
  return `: ${nameOfThread(holder)} holds it${place === undefined ? "" : ` since ${place}`}${waitOf(holder)}`;
}

/** What the holder itself waits for is what makes a deadlock. */
function waitOf(holder: number): string {
  const base = recordOf(holder);
  const word = base === undefined ? 0 : load(base + record.waitingOn);
  if (word === 0) return "";
  const other = ownerIn(load(word));
  return other === currentThreadId() ? ", and itself waits for what this thread holds" : ", and itself waits";
}

function waitersFor({ first }: ReportedLock): string {
  const waiters = sleepersOn(first + cell.word).filter((id) => id !== currentThreadId());
  return waiters.map((id) => `; ${nameOfThread(id)} waits too${waiterPlace(id)}`).join("");
}

function waiterPlace(id: number): string {
  const base = recordOf(id);
  const place = checked && base !== undefined ? readSharedText(base + record.place, placeLength) : undefined;
  return place === undefined ? "" : ` at ${place}`;
}

function nameOfThread(id: number): string {
  const base = recordOf(id);
  const name = base === undefined ? undefined : readSharedText(base + record.name, nameLength);
  return name === undefined ? `thread ${id}` : `thread ${id} "${name}"`;
}
