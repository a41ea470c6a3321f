/** The owner of a thread: `std::thread::JoinHandle`. */

import { MovedError } from "../internal/errors.ts";
import { wrongReceiver } from "../internal/misuse.ts";
import { requireMayBlock } from "./blocking.ts";
import { Thread } from "./thread-handle.ts";
import { requestEnd } from "./family.ts";
import { endingNow, endingOf, isFinished, resultOf, type Running } from "./running.ts";

/**
 * Owns the right to wait for a thread, and to what its function gives.
 *
 * Danger: a handle that nobody joins *detaches* its thread, as in Rust: nobody learns what it threw, and it does not keep the program
 * alive. `await using` waits for the thread at the end of the scope.
 *
 * Cost: a thread takes 15 to 50 ms and some megabytes to start. `join` rejects with what the thread's function
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
  #joined: boolean;

  /** @internal */
  constructor(running: Running) {
    this.#running = running;
    this.#joined = false;
  }

  /** Waits for the thread, and gives what its function gave: `JoinHandle::join`. Keeps the program alive meanwhile. */
  async join(): Promise<R> {
    return resultOf(await endingOf(JoinHandle.#take("join", this))) as R;
  }

  /**
   * As `join`, but blocks this thread and all of its tasks. Throws `MisuseError` in a page's own thread, which cannot block, and in a browser's other
   * threads when what the function gave moves (a port, a stream, a buffer in a `Box`): then `join` still gives it.
   */
  joinSync(): R {
    const running = JoinHandle.#runningOf("joinSync", this);
    requireMayBlock("JoinHandle.joinSync", "join");
    if (this.#joined) throw joinedBefore();
    const ending = endingNow(running);
    this.#joined = true;
    return resultOf(ending) as R;
  }

  /** Whether the function is done or the thread dead, so that `join` waits no longer: `JoinHandle::is_finished`. */
  isFinished(): boolean {
    return isFinished(JoinHandle.#runningOf("isFinished", this));
  }

  /** The thread itself, to wake it or to name it: `JoinHandle::thread`. */
  thread(): Thread {
    const { id, name } = JoinHandle.#runningOf("thread", this);
    return new Thread(id, name);
  }

  /** Ends the thread wherever in its code it is: what it had locked is poisoned and free. Does nothing once it has ended. */
  terminate(): void {
    requestEnd(JoinHandle.#runningOf("terminate", this).serial);
  }

  /** Joins, unless somebody has joined before. Rejects as `join` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    JoinHandle.#runningOf("[Symbol.asyncDispose]", this);
    if (!this.#joined) await this.join();
  }

  /** @internal Whether nobody has joined yet; from now on somebody has. */
  static claim(handle: JoinHandle<unknown>): boolean {
    JoinHandle.#runningOf("join", handle);
    const first = !handle.#joined;
    handle.#joined = true;
    return first;
  }

  static #take(method: string, received: JoinHandle<unknown>): Running {
    const running = JoinHandle.#runningOf(method, received);
    if (!JoinHandle.claim(received)) throw joinedBefore();
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

function joinedBefore(): MovedError {
  return new MovedError("this `JoinHandle` was joined and holds nothing: keep what the first `join` gave");
}
