/** A thread as the one that has spawned it sees it, from its start to its ending. */

import { MisuseError, ThreadDiedError } from "../internal/errors.ts";
import type { Address } from "../internal/memory-map.ts";
import { cancelThread, reserveThread } from "../internal/thread-records.ts";
import { decode, depart, discard, encode, type Message } from "../internal/wire.ts";
import { refuseCaptures } from "./captures.ts";
import { hearNow, requestThread } from "./family.ts";
import { keepAlive } from "./keep-alive.ts";
import { send } from "./mail.ts";
import { listen, platform, portPair, type Port } from "./platform.ts";
import { takeOutcome } from "./left-outcome.ts";
import type { Death, Outcome, RunJob, ServeJob, Told } from "./start.ts";
import type { Task } from "./task.ts";
import { awaitEnd, dropThreadCell, hasEnded, hasStarted, makeThreadCell } from "./thread-cell.ts";

/** What a thread is made with. */
export interface ThreadOptions {
  readonly name: string | undefined;
  /** Bytes. Node only; `undefined` for the host's own. */
  readonly stackSize: number | undefined;
  readonly heapSize: number | undefined;
}

/** Without a name, with the host's own limits. */
export const anyThread: ThreadOptions = { name: undefined, stackSize: undefined, heapSize: undefined };

/** How a thread ended: with what it told, or before it could tell anything. */
export type Ending = Outcome | { readonly kind: "died"; readonly death: Death };

export interface Running {
  readonly id: number;
  readonly name: string | undefined;
  /** What the supervisor knows it by. */
  readonly serial: number;
  readonly port: Port;
  readonly life: Address;
  /** Until it is known that the thread has them. */
  args: Message | undefined;
  ending: Ending | undefined;
  /** Each is called once, with the ending. */
  readonly waiting: ((ending: Ending) => void)[];
}

/** Starts a thread that runs `task` with `args`. Throws `NotSendError` for what cannot cross, captures included; then no thread is started. */
export function startThread(task: Task, args: readonly unknown[], options: ThreadOptions): Running {
  if (task.kind === "inline") refuseCaptures(task.text);
  const id = reserveThread();
  const ports = portPair();
  try {
    return startWith(id, ports, postRun(ports[0], task, args), options);
  } catch (error) {
    cancelThread(id);
    throw error;
  }
}

/** Starts the thread that this id is reserved for, to serve a pool. */
export function startServer(id: number, job: ServeJob): Running {
  const ports = portPair();
  ports[0].postMessage(job, [job.mail]);
  return startWith(id, ports, undefined, anyThread);
}

/** The job waits in the port until the thread is there to read it. */
function startWith(id: number, [port, theirs]: readonly [Port, Port], args: Message | undefined, options: ThreadOptions): Running {
  const life = makeThreadCell();
  const serial = requestThread({ ...options, id, life, handle: theirs }, (death) => settleDeath(running, death));
  const running: Running = { id, name: options.name, serial, port, life, args, ending: undefined, waiting: [] };
  listen(port, (data) => settleTold(running, data as Told));
  port.unref?.();
  return running;
}

/** Gives the arguments as they are sent. */
function postRun(port: Port, task: Task, args: readonly unknown[]): Message {
  const encoded = encode(args, "args");
  const job: RunJob = { kind: "run", task, args: encoded.message };
  send(port, encoded, job);
  depart(encoded);
  return encoded.message;
}

/** Whether its function is done, or the thread dead: true before its outcome was read. */
export function isFinished(running: Running): boolean {
  return running.ending !== undefined || hasEnded(running.life);
}

/** Resolves when the thread has ended, and keeps the program alive until then. */
export function endingOf(running: Running): Promise<Ending> {
  if (running.ending !== undefined) return Promise.resolve(running.ending);
  return keepAlive(new Promise<Ending>((resolve) => void running.waiting.push(resolve)));
}

/** Calls `tell` once with the ending, and keeps nothing alive for it. */
export function whenEnded(running: Running, tell: (ending: Ending) => void): void {
  running.waiting.push(tell);
}

/** Blocks until the thread has ended. */
export function endingNow(running: Running): Ending {
  if (running.ending !== undefined) return running.ending;
  const reason = awaitEnd(running.life);
  receiveOutcome(running);
  hearNow();
  // Where the host gives no message to a blocked thread, what nobody caught stays unknown.
  if (running.ending === undefined && reason !== undefined) settle(running, { kind: "died", death: { reason, error: undefined } });
  if (running.ending === undefined)
    throw new MisuseError("`JoinHandle.joinSync` cannot read what this thread gave, since no bytes can hold it: use `join` on this host");
  return running.ending;
}

/** What the thread's function gave. Throws what it threw, and `ThreadDiedError`. */
export function resultOf(ending: Ending): unknown {
  if (ending.kind === "died") throw diedOf(ending.death);
  const value = decode(ending.value);
  if (ending.kind === "threw") throw value;
  return value;
}

/** What it told before its death may still be on its way. */
function settleDeath(running: Running, death: Death): void {
  receiveOutcome(running);
  settle(running, { kind: "died", death });
}

function receiveOutcome(running: Running): void {
  if (running.ending !== undefined) return;
  const told = takeOutcome(running.life) ?? platform().receiveNow?.(running.port)?.data;
  if (told !== undefined) settle(running, told as Outcome);
}

function settleTold(running: Running, told: Told): void {
  if (told.kind === "left") receiveOutcome(running);
  else settle(running, told);
}

function settle(running: Running, ending: Ending): void {
  if (running.ending !== undefined) return;
  running.ending = ending;
  running.port.close();
  // A thread that died before it had its arguments cannot give up the handles among them.
  if (!hasStarted(running.life) && running.args !== undefined) discard(running.args);
  running.args = undefined;
  dropThreadCell(running.life);
  for (const tell of running.waiting) tell(ending);
}

const words: Readonly<Record<Death["reason"], string>> = {
  terminated: "was terminated",
  exited: "left before its function was done",
  uncaught: "failed outside of its function, in a callback that nobody waited for",
  "out of memory": "ran out of memory",
};

function diedOf({ reason, error }: Death): ThreadDiedError {
  return new ThreadDiedError(`the thread ${words[reason]}: it has no result`, reason, error === undefined ? undefined : decode(error));
}
