/** What a thread of the kill stress does: it supervises, works on what all share, or dies while it works. */

import { parentPort, workerData, Worker } from "node:worker_threads";
import { handleFromWire, shareableOf } from "../../../packages/runtime/src/internal/shareable.ts";
import { adopt, shareable } from "../../../packages/runtime/src/internal/shared-memory.ts";
import { currentThreadId } from "../../../packages/runtime/src/internal/thread-id.ts";
import { recover } from "../../../packages/runtime/src/sync/recovery.ts";
import { dieAt } from "./mortal-atomics.ts";
import { causes, type Cause, type Deaths, type Outcome, type SubjectName } from "./outcome.ts";
import { clock, type Subject, type Tell } from "./subject.ts";
import { subjects } from "./subjects.ts";

type Handles = readonly object[];

type Role =
  | { readonly kind: "supervisor"; readonly deaths: Deaths }
  | { readonly kind: "bystander"; readonly shared: Shared; readonly board: Int32Array; readonly self: number }
  | { readonly kind: "victim"; readonly shared: Shared; readonly cause: Cause; readonly operation: number; readonly turn: number };

interface Shared {
  readonly subject: SubjectName;
  readonly memory: unknown;
  readonly handles: readonly { readonly tag: string; readonly data: unknown }[];
}

/** What bystanders tell: whether they shall stop, and what they have seen. */
const told = { stop: 0, updates: 1, poisoned: 2, untold: 3, hangs: 4, slowest: 5, deathAt: 6 } as const;

const bystanders = 2;

const role = workerData as Role;
if (role.kind === "supervisor") parentPort?.postMessage(await supervise(role.deaths), []);
else if (role.kind === "bystander") work(role.shared, role.self, role.board);
else dieWorking(role.shared, role.cause, role.operation, role.turn);

async function supervise(deaths: Deaths): Promise<Outcome> {
  const board = new Int32Array(new SharedArrayBuffer(32));
  const subject = subjectOf(deaths.subject);
  const handles = subject.make();
  const living = Array.from({ length: bystanders }, (_, self) =>
    start({ kind: "bystander", shared: sharedOf(deaths.subject, handles), board, self }),
  );
  const ends = living.map((worker) => new Promise<void>((resolve) => worker.once("exit", () => resolve())));
  const began = performance.now();
  const counts: Record<Cause, number> = { terminate: 0, exit: 0, throw: 0, memory: 0 };
  let died = 0;
  for (; died < deaths.atLeast || performance.now() - began < deaths.seconds * 1000; died++) {
    const cause = causes[died % causes.length] ?? "exit";
    const turn = Math.floor(died / causes.length);
    const shared = sharedOf(deaths.subject, handles);
    await oneDeath({ kind: "victim", shared, cause, operation: 1 + (turn % deaths.operations), turn }, board);
    counts[cause] += 1;
  }
  Atomics.store(board, told.stop, 1);
  await Promise.all(ends);
  const [, updates = 0, poisoned = 0, untold = 0, hangs = 0, slowestMs = 0] = board;
  return { died, counts, updates, poisoned, untold, hangs, slowestMs, clean: subject.isClean(handles) };
}

/** Resolves when what the dead thread had is free again. */
function oneDeath(victim: Role & { readonly kind: "victim" }, board: Int32Array): Promise<void> {
  return new Promise((resolve) => {
    const worker = start(victim, victim.cause === "memory" ? 16 : undefined);
    let id = 0;
    const dies = (): void => void Atomics.store(board, told.deathAt, clock());
    worker.on("message", (message: number | "terminate me") => {
      if (typeof message === "number") return void (id = message);
      dies();
      void worker.terminate();
    });
    worker.once("error", dies);
    worker.once("exit", () => {
      if (victim.cause === "exit") dies();
      recover(id);
      resolve();
    });
  });
}

function work(shared: Shared, self: number, board: Int32Array): void {
  const handles = handlesOf(shared);
  const subject = subjectOf(shared.subject);
  const tell = tellOn(board);
  while (subject.live(handles, self, tell)) {
    // Victims need the cores too: a pause after every few updates, in which somebody else has it.
    if (Atomics.add(board, told.updates, 1) % 100 === 0) Atomics.wait(board, told.stop, 0, 1);
  }
}

function tellOn(board: Int32Array): Tell {
  return {
    isOver: () => Atomics.load(board, told.stop) !== 0,
    hang: () => void Atomics.add(board, told.hangs, 1),
    untold: () => void Atomics.add(board, told.untold, 1),
    recovered: (asked, what) => {
      const deathAt = Atomics.load(board, told.deathAt);
      if (what === "told") Atomics.add(board, told.poisoned, 1);
      else if (deathAt < asked) return;
      const late = clock() - Math.max(asked, deathAt);
      if (late > Atomics.load(board, told.slowest)) Atomics.store(board, told.slowest, late);
    },
  };
}

function dieWorking(shared: Shared, cause: Cause, operation: number, turn: number): void {
  parentPort?.postMessage(currentId(shared), []);
  const handles = handlesOf(shared);
  const subject = subjectOf(shared.subject);
  dieAt(operation, deathBy(cause));
  for (;;) subject.die(handles, turn);
}

/** Told before anything else, so that the supervisor knows who has died. */
function currentId({ memory }: Shared): number {
  adopt(memory);
  return currentThreadId();
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

function start(next: Role, megabytes?: number): Worker {
  const limits = megabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: megabytes } };
  return new Worker(new URL(import.meta.url), { workerData: next, stdout: true, stderr: true, ...limits });
}

/** Each is used with the handles that it makes itself, which the types of a record of them cannot tell. */
function subjectOf(name: SubjectName): Subject<Handles> {
  return subjects[name] as unknown as Subject<Handles>;
}

function sharedOf(subject: SubjectName, handles: Handles): Shared {
  const wires = handles.map((handle) => {
    const { tag, toWire } = shareableOf(handle)!;
    return { tag, data: toWire(handle) };
  });
  return { subject, memory: shareable(), handles: wires };
}

function handlesOf({ memory, handles }: Shared): Handles {
  adopt(memory);
  return handles.map(({ tag, data }) => handleFromWire(tag, data));
}
