/** A `Mutex` and a `RwLock` whose value has two halves, which are equal but where a holder has died between them. */

import { PoisonError, TimeoutError } from "../../../packages/runtime/src/internal/errors.ts";
import type { MutRef } from "../../../packages/runtime/src/mut-ref.ts";
import { Mutex } from "../../../packages/runtime/src/sync/mutex.ts";
import { RwLock } from "../../../packages/runtime/src/sync/rw-lock.ts";
import { step } from "./mortal-atomics.ts";
import { clock, patienceMs, type Subject, type Tell } from "./subject.ts";

interface Halves {
  first: number;
  second: number;
}

type Guard = MutRef<Halves> & Disposable;

type ReadGuard = { readonly value: Readonly<Halves> } & Disposable;

/** What both locks can do. */
interface Lock {
  readonly write: () => Guard;
  readonly tryWrite: () => Guard | undefined;
  /** A mutex has no readers: they do nothing. */
  readonly read: () => ReadGuard | undefined;
  readonly withMut: (use: (content: MutRef<Halves>) => void) => void;
  readonly withRead: (use: (value: Readonly<Halves>) => void) => void;
  readonly clearPoison: () => void;
}

export const mutexSubject: Subject<readonly [Mutex<Halves>]> = {
  make: () => [Mutex.new<Halves>({ first: 0, second: 0 })],
  live: ([mutex], _, tell) => liveWriting(ofMutex(mutex), tell),
  die: ([mutex]) => dieWriting(ofMutex(mutex)),
  isClean: ([mutex]) => isFree(ofMutex(mutex)),
};

export const rwLockSubject: Subject<readonly [RwLock<Halves>]> = {
  make: () => [RwLock.new<Halves>({ first: 0, second: 0 })],
  live: ([lock], self, tell) => (self === 0 ? liveWriting(ofRwLock(lock), tell) : liveReading(ofRwLock(lock), tell)),
  die: ([lock], turn) => (turn % 2 === 0 ? dieWriting(ofRwLock(lock)) : dieReading(ofRwLock(lock))),
  isClean: ([lock]) => isFree(ofRwLock(lock)),
};

function ofMutex(mutex: Mutex<Halves>): Lock {
  return {
    write: () => mutex.lockFor(patienceMs),
    tryWrite: () => mutex.tryLock(),
    read: () => undefined,
    withMut: (use) => mutex.with(use),
    withRead: () => {},
    clearPoison: () => mutex.clearPoison(),
  };
}

function ofRwLock(lock: RwLock<Halves>): Lock {
  return {
    write: () => lock.writeFor(patienceMs),
    tryWrite: () => lock.tryWrite(),
    read: () => lock.readFor(patienceMs),
    withMut: (use) => lock.withMut(use),
    withRead: (use) => lock.with(use),
    clearPoison: () => lock.clearPoison(),
  };
}

/** Updates both halves, and looks whether whoever was there before has left them equal, or was said to have died. */
function liveWriting(lock: Lock, tell: Tell): boolean {
  const asked = clock();
  try {
    using guard = lock.write();
    if (guard.value.first !== guard.value.second) tell.untold();
    update(guard.value);
  } catch (error) {
    if (error instanceof TimeoutError) tell.hang();
    else mend(error, lock, () => tell.recovered(asked, "told"));
  }
  return !tell.isOver();
}

function liveReading(lock: Lock, tell: Tell): boolean {
  const asked = clock();
  try {
    using guard = lock.read();
    if (guard !== undefined && guard.value.first !== guard.value.second) tell.untold();
  } catch (error) {
    if (error instanceof TimeoutError) tell.hang();
    else endGuard(error, () => tell.recovered(asked, "told"));
  }
  return !tell.isOver();
}

function dieWriting(lock: Lock): void {
  try {
    lock.withMut(({ value }) => update(value));
  } catch (error) {
    mend(error, lock, () => {});
  }
}

function dieReading(lock: Lock): void {
  try {
    lock.withRead(() => step());
  } catch (error) {
    endGuard(error, () => {});
  }
}

function update(value: Halves): void {
  value.first += 1;
  step();
  value.second += 1;
}

/** Makes the halves equal again, unless somebody else did meanwhile. Whatever is no poison is thrown on. */
function mend(error: unknown, lock: Lock, told: () => void): void {
  if (!(error instanceof PoisonError)) throw error;
  using guard = error.intoInner() as Guard;
  told();
  guard.value.second = guard.value.first;
  lock.clearPoison();
}

function endGuard(error: unknown, told: () => void): void {
  if (!(error instanceof PoisonError)) throw error;
  using _guard = error.intoInner() as ReadGuard;
  told();
}

function isFree(lock: Lock): boolean {
  lock.clearPoison();
  using guard = lock.tryWrite();
  return guard !== undefined;
}
