/** Locks of libraries: what acquiring gives is the way to let go. */

import type { FunctionModel, LockModel, Model } from "../schema.ts";

const waitsForEver = "Whoever asks for the lock next waits for ever. Nothing is thrown.";

/** Nobody is told who asks: a task that has the lock waits for itself. */
const notAgain: LockModel = {
  mode: "exclusive",
  fails: "awaited",
  held: "locked",
  again: "It waits for a release that comes after it: both wait for ever, and so does everybody else. Nothing is thrown.",
};
const runExclusive: FunctionModel = { takes: { "*": "stores" }, locks: { ...notAgain, during: 0 } };

export const asyncMutex: Model = {
  modules: ["async-mutex"],
  types: {
    lock: {
      what: "a lock",
      strength: "hard",
      release: ["()"],
      // `mutex.release()` lets go without the releaser; calling the releaser twice is harmless.
      endedBy: ["release"],
      leak: waitsForEver,
      form: "call",
      guard: true,
    },
    Mutex: { what: "a mutex", strength: "none", release: [] },
    Semaphore: { what: "a semaphore", strength: "none", release: [] },
  },
  functions: {
    "Mutex.acquire": { result: { kind: "fresh", type: "lock", awaited: true }, locks: notAgain },
    "MutexInterface.acquire": { result: { kind: "fresh", type: "lock", awaited: true }, locks: notAgain },
    "Semaphore.acquire": { result: { kind: "fresh", type: "lock", awaited: true, at: "1" } },
    "SemaphoreInterface.acquire": { result: { kind: "fresh", type: "lock", awaited: true, at: "1" } },
    "Mutex.runExclusive": runExclusive,
    "MutexInterface.runExclusive": runExclusive,
    "Semaphore.runExclusive": { takes: { "*": "stores" } },
    withTimeout: { result: { kind: "same", as: "0" } },
  },
};

/** A lock in Redis ends by itself when its time is up; until then whoever wants it waits. */
export const redlock: Model = {
  modules: ["redlock"],
  types: {
    Lock: {
      what: "a lock in Redis",
      strength: "soft",
      release: ["release", "unlock", "[Symbol.asyncDispose]"],
      leak: "Whoever asks for the lock next waits until its time is up.",
    },
  },
  functions: {
    "Redlock.acquire": { result: { kind: "fresh", type: "Lock", awaited: true }, throws: "outside" },
    "Redlock.lock": { result: { kind: "fresh", type: "Lock", awaited: true }, throws: "outside" },
  },
};

const lockFile: FunctionModel = { result: { kind: "fresh", type: "fileLock", awaited: true }, throws: "outside" };

export const properLockfile: Model = {
  modules: ["proper-lockfile"],
  types: {
    fileLock: {
      what: "a lock on a file",
      strength: "hard",
      release: ["()"],
      // `unlock(file)` lets go by the file's name.
      endedBy: ["unlock", "unlockSync"],
      leak: "The lock file is kept and kept fresh for as long as the process runs: every other process fails with `ELOCKED`.",
      doubleRelease: "The second call rejects with `ERELEASED`: `Lock is already released`.",
      form: "call",
    },
  },
  functions: {
    lock: lockFile,
    lockSync: { result: { kind: "fresh", type: "fileLock" }, throws: "outside" },
    unlock: { throws: "outside" },
    unlockSync: { throws: "outside" },
  },
};
