/** What a thread of the kill stress does: it supervises, works on what all share, or dies while it works. */

import { parentPort, workerData, Worker } from "node:worker_threads";
import { PoisonError, TimeoutError } from "../../../packages/runtime/src/internal/errors.ts";
import { handleFromWire, shareableOf } from "../../../packages/runtime/src/internal/shareable.ts";
import { adopt, shareable } from "../../../packages/runtime/src/internal/shared-memory.ts";
import { currentThreadId } from "../../../packages/runtime/src/internal/thread-id.ts";
import { Mutex } from "../../../packages/runtime/src/sync/mutex.ts";
import type { MutexGuard } from "../../../packages/runtime/src/sync/mutex-guard.ts";
import { recover } from "../../../packages/runtime/src/sync/recovery.ts";
import { dieAt, step } from "./mortal-atomics.ts";
import { causes, type Cause, type Deaths, type Outcome } from "./outcome.ts";

/** Both halves are always equal, but where a holder has died between them. */
interface Halves {
  first: number;
  second: number;
}

type Poisoned = PoisonError<MutexGuard<Halves>>;

type Role =
  | { readonly kind: "supervisor"; readonly deaths: Deaths }
  | { readonly kind: "bystander"; readonly shared: Shared; readonly board: Int32Array }
  | { readonly kind: "victim"; readonly shared: Shared; readonly cause: Cause; readonly operation: number };

interface Shared {
  readonly memory: unknown;
  readonly tag: string;
  readonly data: unknown;
}

/** What bystanders tell: whether they shall stop, and what they have seen. */
const told = { stop: 0, updates: 1, poisoned: 2, untold: 3, hangs: 4, slowest: 5, deathAt: 6 } as const;

const bystanders = 2;

/** Of an operation that nothing keeps from ending: only a lock that nobody recovers takes longer. */
const patienceMs = 20_000;

const role = workerData as Role;
if (role.kind === "supervisor") parentPort?.postMessage(await supervise(role.deaths), []);
else if (role.kind === "bystander") work(handleOf(role.shared), role.board);
else dieWorking(handleOf(role.shared), role.cause, role.operation);

async function supervise(deaths: Deaths): Promise<Outcome> {
  const board = new Int32Array(new SharedArrayBuffer(32));
  const mutex = Mutex.new<Halves>({ first: 0, second: 0 });
  const living = Array.from({ length: bystanders }, () => start({ kind: "bystander", shared: sharedOf(mutex), board }));
  const ends = living.map((worker) => new Promise<void>((resolve) => worker.once("exit", () => resolve())));
  const began = performance.now();
  const counts: Record<Cause, number> = { terminate: 0, exit: 0, throw: 0, memory: 0 };
  let died = 0;
  for (; died < deaths.atLeast || performance.now() - began < deaths.seconds * 1000; died++) {
    const cause = causes[died % causes.length] ?? "exit";
    await oneDeath(mutex, cause, 1 + (Math.floor(died / causes.length) % deaths.operations), board);
    counts[cause] += 1;
  }
  Atomics.store(board, told.stop, 1);
  await Promise.all(ends);
  const [, updates = 0, poisoned = 0, untold = 0, hangs = 0, slowestMs = 0] = board;
  return { died, counts, updates, poisoned, untold, hangs, slowestMs, clean: isClean(mutex) };
}

/** Resolves when the dead thread's locks are free again. */
function oneDeath(mutex: Mutex<Halves>, cause: Cause, operation: number, board: Int32Array): Promise<void> {
  return new Promise((resolve) => {
    const worker = start({ kind: "victim", shared: sharedOf(mutex), cause, operation }, cause === "memory" ? 16 : undefined);
    let id = 0;
    const dies = (): void => void Atomics.store(board, told.deathAt, clock());
    worker.on("message", (message: number | "terminate me") => {
      if (typeof message === "number") return void (id = message);
      dies();
      void worker.terminate();
    });
    worker.once("error", dies);
    worker.once("exit", () => {
      if (cause === "exit") dies();
      recover(id);
      resolve();
    });
  });
}

/** Updates both halves again and again, and looks whether whoever was there before has left them equal, or was said to have died. */
function work(mutex: Mutex<Halves>, board: Int32Array): void {
  while (Atomics.load(board, told.stop) === 0) {
    const asked = clock();
    try {
      using guard = mutex.lockFor(patienceMs);
      if (guard.value.first !== guard.value.second) Atomics.add(board, told.untold, 1);
      update(guard.value);
    } catch (error) {
      if (error instanceof TimeoutError) Atomics.add(board, told.hangs, 1);
      else if (error instanceof PoisonError) mend(error as Poisoned, mutex, board, asked);
      else throw error;
    }
    // Victims need the cores too: a pause after every few updates, in which somebody else has the lock.
    if (Atomics.add(board, told.updates, 1) % 100 === 0) Atomics.wait(board, told.stop, 0, 1);
  }
}

function mend(error: Poisoned, mutex: Mutex<Halves>, board: Int32Array, asked: number): void {
  using guard = error.intoInner();
  const late = clock() - Math.max(asked, Atomics.load(board, told.deathAt));
  if (late > Atomics.load(board, told.slowest)) Atomics.store(board, told.slowest, late);
  Atomics.add(board, told.poisoned, 1);
  guard.value.second = guard.value.first;
  mutex.clearPoison();
}

function update(value: Halves): void {
  value.first += 1;
  step();
  value.second += 1;
}

function dieWorking(mutex: Mutex<Halves>, cause: Cause, operation: number): void {
  parentPort?.postMessage(currentThreadId(), []);
  dieAt(operation, deathBy(cause));
  for (;;) {
    try {
      mutex.with((content) => update(content.value));
    } catch (error) {
      if (!(error instanceof PoisonError)) throw error;
      mend(error as Poisoned, mutex, new Int32Array(8), clock());
    }
  }
}

function deathBy(cause: Cause): () => void {
  switch (cause) {
    case "terminate":
      return () => {
        parentPort?.postMessage("terminate me", []);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      };
    case "exit":
      return () => process.exit(1);
    case "throw":
      return () => {
        throw new Error("it threw");
      };
    case "memory":
      return () => {
        const hoard: number[][] = [];
        for (;;) hoard.push(Array.from({ length: 100_000 }, (_, index) => index));
      };
  }
}

function isClean(mutex: Mutex<Halves>): boolean {
  if (mutex.isPoisoned()) mutex.clearPoison();
  using guard = mutex.tryLock();
  return guard !== undefined;
}

function start(next: Role, megabytes?: number): Worker {
  const limits = megabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: megabytes } };
  return new Worker(new URL(import.meta.url), { workerData: next, stdout: true, stderr: true, ...limits });
}

function sharedOf(mutex: Mutex<Halves>): Shared {
  const { tag, toWire } = shareableOf(mutex)!;
  return { memory: shareable(), tag, data: toWire(mutex) };
}

function handleOf({ memory, tag, data }: Shared): Mutex<Halves> {
  adopt(memory);
  return handleFromWire(tag, data) as Mutex<Halves>;
}

/** Milliseconds, the same in all threads, in 31 bits. */
function clock(): number {
  return Date.now() & 0x7fff_ffff;
}
