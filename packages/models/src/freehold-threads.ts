/** What threads share in Freehold's own runtime: counted owners, locks and their guards, numbers, channels; and the threads themselves. */

import { holder, keeps, makes, staysHere, usesUp, usesUpFirst } from "./freehold.ts";
import type { FunctionModel, LockModel, Model, TypeModel } from "./schema.ts";

/** While it lives, others wait. Taken by a call that blocks, it is meant for this turn. */
function lockGuard(what: string, leak: string): TypeModel {
  return {
    ...holder(what),
    staysHere,
    strength: "hard",
    leak,
    throwsWhenRead: ["value"],
    guard: true,
    acrossAwait:
      "Other tasks of this thread run in the meantime: one that takes the lock gets a `DeadlockError`. Threads that want it stand still as long.",
  };
}

const shut = "The lock stays shut: the next `lock()` of this thread throws `DeadlockError`, other threads wait for ever.";
const unwritable = "Readers still get in, and nobody can write again: whoever wants to waits for ever, or gets a `DeadlockError`.";
const unreadable = "The lock stays shut: in this thread the next one gets a `DeadlockError`, other threads wait for ever.";

/** It may come too late or be refused, and is nothing then. */
function awaits(type: string): FunctionModel {
  return { result: { kind: "fresh", type, awaited: true } };
}

/** The guard that it is given, which has the lock again. */
const givesGuardBack: FunctionModel = { result: { kind: "same", as: "0" } };

const alone: LockModel = {
  mode: "exclusive",
  fails: "here",
  held: "locked",
  again: "It throws a `DeadlockError`: this thread would wait for itself.",
};
const aloneLater: LockModel = {
  ...alone,
  fails: "awaited",
  again: "Its promise waits for a release that comes after it: both wait for ever. Nothing is thrown.",
};
const beside: LockModel = { ...alone, mode: "shared" };

const sendsFirst: FunctionModel = { sends: { 0: "snapshot" } };

const spawns: FunctionModel = { ...makes("JoinHandle"), sends: { 0: "text", "*": "value" } };

export const freeholdThreads: Model = {
  modules: ["freehold"],
  types: {
    Arc: holder("an owner that is counted across threads"),
    ArcWeak: holder("a weak handle of what threads share"),
    Mutex: holder("a handle of a lock"),
    MutexGuard: lockGuard("a lock that is held", shut),
    RwLock: holder("a handle of a read-write lock"),
    RwLockReadGuard: lockGuard("a lock that is held for reading", unwritable),
    RwLockWriteGuard: lockGuard("a lock that is held for writing", unreadable),
    Semaphore: holder("a handle of a semaphore"),
    Pool: { ...holder("a pool of threads"), release: ["[Symbol.dispose]", "[Symbol.asyncDispose]"], leak: "Its threads stay." },
    SemaphorePermit: {
      ...holder("a permit of a semaphore"),
      staysHere,
      strength: "hard",
      leak: "The permit is gone for ever: when all are, whoever wants one waits for ever.",
      guard: true,
    },
    Condvar: holder("a handle of a condition"),
    Once: holder("a handle of a once"),
    OnceLock: holder("a handle of a value that is set once"),
    LazyLock: holder("a handle of a value that is made once"),
    Barrier: holder("a handle of a barrier"),
    AtomicBool: holder("a handle of a shared flag"),
    AtomicI32: holder("a handle of a shared number"),
    AtomicI64: holder("a handle of a shared number"),
    AtomicU32: holder("a handle of a shared number"),
    Sender: { ...holder("a sender"), leak: "Receivers wait for messages that never come: the channel does not end while it has a sender." },
    Receiver: { ...holder("a receiver"), leak: "Senders never hear that nobody receives: what they send stays in memory." },
    JoinHandle: {
      what: "a handle of a thread",
      strength: "soft",
      release: ["join", "joinSync", "[Symbol.asyncDispose]"],
      leak: "Nobody learns what the thread gave or threw.",
      staysHere,
      doubleRelease: "The second `join` throws `MovedError`.",
      safeAfter: ["[Symbol.asyncDispose]"],
    },
  },
  functions: {
    "static Arc.new": { ...makes("Arc", { 0: "stores" }), ...sendsFirst },
    "static Arc.clone": makes("Arc"),
    "static Arc.downgrade": makes("ArcWeak"),
    "static Arc.intoInner": usesUpFirst,
    "static Arc.unwrapOrClone": usesUpFirst,
    // It keeps the owner when there is another one, and says so by its result.
    "static Arc.tryUnwrap": keeps,
    "Arc.clone": makes("Arc"),
    "ArcWeak.upgrade": makes("Arc"),
    "ArcWeak.clone": makes("ArcWeak"),

    "static Mutex.new": { ...makes("Mutex"), ...sendsFirst },
    "Mutex.lock": { ...makes("MutexGuard"), locks: alone },
    "Mutex.tryLock": { ...makes("MutexGuard"), locks: { ...alone, fails: "never" } },
    "Mutex.lockFor": { ...makes("MutexGuard"), locks: alone },
    "Mutex.lockAsync": { ...awaits("MutexGuard"), locks: aloneLater },
    "Mutex.with": { locks: { ...alone, during: 0 } },
    "Mutex.intoInner": { ...usesUp, locks: alone },
    "static RwLock.new": { ...makes("RwLock"), ...sendsFirst },
    "RwLock.read": { ...makes("RwLockReadGuard"), locks: beside },
    "RwLock.tryRead": { ...makes("RwLockReadGuard"), locks: { ...beside, fails: "never" } },
    "RwLock.readFor": { ...makes("RwLockReadGuard"), locks: beside },
    "RwLock.readAsync": { ...awaits("RwLockReadGuard"), locks: { ...aloneLater, mode: "shared" } },
    "RwLock.write": { ...makes("RwLockWriteGuard"), locks: alone },
    "RwLock.tryWrite": { ...makes("RwLockWriteGuard"), locks: { ...alone, fails: "never" } },
    "RwLock.writeFor": { ...makes("RwLockWriteGuard"), locks: alone },
    "RwLock.writeAsync": { ...awaits("RwLockWriteGuard"), locks: aloneLater },
    "RwLock.with": { locks: { ...beside, during: 0 } },
    "RwLock.withMut": { locks: { ...alone, during: 0 } },
    "RwLock.intoInner": { ...usesUp, locks: alone },
    "static RwLockWriteGuard.downgrade": makes("RwLockReadGuard", { 0: "moves" }),
    "static Semaphore.new": makes("Semaphore"),
    "static Pool.new": makes("Pool"),
    "Semaphore.acquire": makes("SemaphorePermit"),
    "Semaphore.tryAcquire": makes("SemaphorePermit"),
    "Semaphore.acquireFor": makes("SemaphorePermit"),
    "Semaphore.acquireAsync": awaits("SemaphorePermit"),

    "static Condvar.new": makes("Condvar"),
    "Condvar.wait": givesGuardBack,
    "Condvar.waitWhile": givesGuardBack,
    "Condvar.waitTimeout": {},
    "Condvar.waitTimeoutWhile": {},
    "static Once.new": makes("Once"),
    "static OnceLock.new": makes("OnceLock"),
    "static OnceLock.from": { ...makes("OnceLock"), ...sendsFirst },
    "OnceLock.set": sendsFirst,
    "OnceLock.intoInner": usesUp,
    "static LazyLock.new": makes("LazyLock", { 0: "stores" }),
    "static Barrier.new": makes("Barrier"),
    "static AtomicBool.new": makes("AtomicBool"),
    "static AtomicI32.new": makes("AtomicI32"),
    "static AtomicI64.new": makes("AtomicI64"),
    "static AtomicU32.new": makes("AtomicU32"),

    // Each gives a sender and a receiver; both go by their types.
    channel: {},
    syncChannel: {},
    "Sender.send": sendsFirst,
    "Sender.trySend": sendsFirst,
    "Sender.sendTimeout": sendsFirst,
    "Sender.sendAsync": sendsFirst,
    "Sender.clone": makes("Sender"),
    "Receiver.clone": makes("Receiver"),
    after: makes("Receiver"),
    tick: makes("Receiver"),
    never: makes("Receiver"),
    select: {},
    selectAsync: {},
    selectTimeout: {},
    trySelect: {},

    // What it is given is copied or counted before it comes back: the thread has its own.
    "thread.spawn": spawns,
    "Scope.spawn": spawns,
    "ThreadBuilder.spawn": spawns,
    "Pool.run": { sends: { 0: "text", "*": "value" } },
    "Pool.runSync": { sends: { 0: "text", "*": "value" } },
    "ThreadBuilder.spawnScoped": { ...makes("JoinHandle"), sends: { 1: "text", 2: "value", 3: "value", 4: "value" } },
    "JoinHandle.join": { takes: { this: "releases" }, throws: "outside" },
    "JoinHandle.joinSync": { takes: { this: "releases" }, throws: "outside" },
  },
};
