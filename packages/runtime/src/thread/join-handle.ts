/** The owner of a thread: `std::thread::JoinHandle`. */

import { MovedError, ThreadDiedError } from "../internal/errors.ts";
import { wrongReceiver } from "../internal/misuse.ts";
import { decode, type Encoded } from "../internal/wire.ts";
import { requestEnd, requestThread } from "./family.ts";
import { keepAlive } from "./keep-alive.ts";
import { listen, platform, portPair, type Port } from "./platform.ts";
import type { Death, Job, Outcome } from "./start.ts";
import type { Task } from "./task.ts";

/** What a thread is made with. */
export interface ThreadOptions {
  readonly name: string | undefined;
  /** Bytes. Node only; `undefined` for the host's own. */
  readonly stackSize: number | undefined;
  readonly heapSize: number | undefined;
}

/** How a thread ended: with what it told, or before it could tell anything. */
type Ending = Outcome | { readonly kind: "died"; readonly death: Death };

/** A thread as its handle sees it. */
interface Running {
  readonly port: Port;
  readonly serial: number;
  readonly name: string | undefined;
  ending: Ending | undefined;
  /** Called once, with the ending. */
  waiting: ((ending: Ending) => void) | undefined;
  joined: boolean;
}

/**
 * Owns the right to wait for a thread, and to what its function gives.
 *
 * Danger: a handle that nobody joins *detaches* its thread, as in Rust: nobody learns what it threw, and it does not keep the program
 * alive. `await using` waits for the thread at the end of the scope.
 *
 * Cost: a thread takes 15 to 50 ms and some megabytes to start; `Pool` keeps threads warm. `join` rejects with what the thread's function
 * threw, with its stack, and with `ThreadDiedError` when the thread ended otherwise. A second `join` throws `MovedError`.
 *
 * Source: `std::thread::JoinHandle`.
 *
 * @example
 * ```ts
 * import { thread, type JoinHandle } from "freehold";
 * const handle: JoinHandle<number> = thread.spawn((a: number, b: number) => a + b, 1, 2);
 * assert.equal(await handle.join(), 3);
 * ```
 */
export class JoinHandle<R> implements AsyncDisposable {
  readonly #running: Running;

  /** @internal */
  constructor(running: Running) {
    this.#running = running;
  }

  /** Waits for the thread, and gives what its function gave: `JoinHandle::join`. Keeps the program alive meanwhile. */
  async join(): Promise<R> {
    const running = JoinHandle.#joinable("join", this);
    return resultOf(await endingOf(running)) as R;
  }

  /** Whether the function is done, or the thread dead. True before `join` has anything left to wait for: `JoinHandle::is_finished`. */
  isFinished(): boolean {
    return JoinHandle.#runningOf("isFinished", this).ending !== undefined;
  }

  /** Ends the thread wherever in its code it is. What it holds is poisoned or let go. Does nothing once it has ended. */
  terminate(): void {
    requestEnd(JoinHandle.#runningOf("terminate", this).serial);
  }

  /** Joins, unless somebody has joined before. Rejects as `join` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!JoinHandle.#runningOf("[Symbol.asyncDispose]", this).joined) await this.join();
  }

  static #joinable(method: string, received: JoinHandle<unknown>): Running {
    const running = JoinHandle.#runningOf(method, received);
    if (running.joined) throw new MovedError("this `JoinHandle` was joined and holds nothing: keep what the first `join` gave");
    running.joined = true;
    return running;
  }

  static #runningOf(method: string, received: JoinHandle<unknown>): Running {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#running;
    } catch {
      throw wrongReceiver(`JoinHandle.${method}`, "JoinHandle", received, "call `thread.spawn`");
    }
  }
}

/** Starts a thread that runs `task` with `args`, which have taken leave of this one. */
export function startThread(task: Task, args: Encoded, options: ThreadOptions): Running {
  const [port, theirs] = portPair();
  const running: Running = {
    port,
    serial: requestThread({ ...options, handle: theirs }, (death) => settleDeath(running, death)),
    name: options.name,
    ending: undefined,
    waiting: undefined,
    joined: false,
  };
  const job: Job = { task, args: args.message };
  port.postMessage(job, args.transfer);
  listen(port, (data) => settle(running, data as Outcome));
  port.unref?.();
  return running;
}

function settle(running: Running, ending: Ending): void {
  if (running.ending !== undefined) return;
  running.ending = ending;
  running.port.close();
  running.waiting?.(ending);
}

/** What it told before may still be on its way. */
function settleDeath(running: Running, death: Death): void {
  if (running.ending !== undefined) return;
  const told = platform().receiveNow(running.port);
  settle(running, told === undefined ? { kind: "died", death } : (told.data as Outcome));
}

function endingOf(running: Running): Promise<Ending> {
  if (running.ending !== undefined) return Promise.resolve(running.ending);
  return keepAlive(new Promise<Ending>((resolve) => (running.waiting = resolve)));
}

function resultOf(ending: Ending): unknown {
  if (ending.kind === "died") throw diedOf(ending.death);
  const value = decode(ending.value);
  if (ending.kind === "threw") throw value;
  return value;
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
