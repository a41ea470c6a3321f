/** The end of a channel that receives: `std::sync::mpsc::Receiver`, and crossbeam's, which can be cloned. */

import { born, checked, died } from "#checks";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { MisuseError, NotSendError } from "../internal/errors.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import type { Arm } from "./arm.ts";
import type { WaitOptions } from "../sync/async-wait.ts";
import { promiseFor } from "./async-attempt.ts";
import { RecvError } from "./errors.ts";
import { addHandle, channelFromWire, dropHandle, handleToWire } from "./local-channel.ts";
import { receiveArm } from "./receive-arm.ts";
import { capacityOf, lengthOf, poll, receiveWithin, watch, type Source } from "./source.ts";
import { empty, gone } from "./transfer.ts";
import { lookNow } from "./wait-async.ts";

/** Whoever makes a handle shows it. */
const ours = /* @__PURE__ */ Symbol("freehold.receiver");

/**
 * Receives the messages of a channel, in any thread: a receiver in a message or in the arguments of `thread.spawn` arrives as one more receiver.
 * Each message goes to one of them.
 *
 * Danger: `recv` and iteration block the thread until a message comes or the last sender is dropped, wherever it is. Without `using`, senders never hear that nobody receives.
 *
 * Cost: about 80 bytes. Receiving a number takes about 20 ns, anything else as long as reading it from bytes takes. Throws `RecvError` when
 * the channel is empty and nobody can send, `MisuseError` when it would block a thread that may not, `DroppedError` after its drop.
 *
 * Source: `std::sync::mpsc::Receiver`, `crossbeam_channel::Receiver`.
 *
 * @example
 * ```ts
 * import { channel, drop, type Receiver } from "freehold";
 * const [sender, rx] = channel<number>();
 * using receiver: Receiver<number> = rx;
 * for (const message of [1, 2, 3]) sender.send(message);
 * drop(sender);
 * assert.deepEqual([...receiver], [1, 2, 3]);
 * ```
 */
export class Receiver<T> implements Owner, Disposable, Iterable<T>, AsyncIterable<T> {
  readonly #source: Source;
  #end: End | undefined = undefined;

  static {
    registerShareable<Receiver<unknown>>({
      tag: "Receiver",
      type: Receiver,
      toWire: (receiver) => {
        const source = Receiver.#live("clone", receiver);
        if (source.kind === "channel") return handleToWire(source, "receive");
        throw new NotSendError("a receiver of `after`, `tick` or `never` belongs to its thread: make another one in the other thread");
      },
      fromWire: (wire) => new Receiver(channelFromWire("receive", wire), ours),
    });
  }

  /** @internal */
  constructor(source: Source, key: symbol) {
    if (key !== ours) throw new MisuseError("a `Receiver` is not made with `new`: call `channel()` or `syncChannel(capacity)`");
    this.#source = source;
    if (checked) born(this, "Receiver");
  }

  /** The next message, waiting until there is one. */
  recv(): T {
    const source = Receiver.#live("recv", this);
    const message = poll(source);
    return (typeof message === "number" ? message : Receiver.#message(message === empty ? receiveWithin(source, Infinity) : message)) as T;
  }

  /** The next message, or `undefined` when there is none now. */
  tryRecv(): T | undefined {
    return Receiver.#message(poll(Receiver.#live("tryRecv", this))) as T | undefined;
  }

  /** As `recv`, but `undefined` when nothing comes within `timeoutMs`. */
  recvTimeout(timeoutMs: number): T | undefined {
    return Receiver.#message(receiveWithin(Receiver.#live("recvTimeout", this), timeoutMs)) as T | undefined;
  }

  /** As `recv` for threads that do not block. Rejects with the signal's reason or `TimeoutError` when that comes first; then nothing was received. */
  async recvAsync(options?: WaitOptions): Promise<T> {
    const source = Receiver.#live("recvAsync", this);
    // The end stays this thread's until it is over, whatever becomes of the handle.
    if (source.kind === "channel") addHandle(source, "receive");
    return promiseFor<T>(
      {
        ...watch(source),
        make: () => {
          Receiver.#live("recvAsync", this);
          const message = poll(source);
          return message === empty ? undefined : { value: Receiver.#message(message) as T };
        },
        giveUp: () => undefined,
        end: () => {
          if (source.kind === "channel") dropHandle(source, "receive");
        },
      },
      options,
    );
  }

  /** Messages until nobody can send any more, waiting for each. Ending the loop leaves the receiver as it is. */
  [Symbol.iterator](): Generator<T, undefined, undefined> {
    Receiver.#live("[Symbol.iterator]", this);
    return Receiver.#iterate(this);
  }

  /** The same without blocking the thread. */
  [Symbol.asyncIterator](): AsyncGenerator<T, undefined, undefined> {
    Receiver.#live("[Symbol.asyncIterator]", this);
    return Receiver.#iterateAsync(this);
  }

  /** `[Symbol.iterator]` by the name that std gives it. */
  iter(): Generator<T, undefined, undefined> {
    Receiver.#live("iter", this);
    return Receiver.#iterate(this);
  }

  /** The messages that are there now. */
  tryIter(): Generator<T, undefined, undefined> {
    Receiver.#live("tryIter", this);
    return Receiver.#iterateNow(this);
  }

  /** For `select`: receives when there is a message, or none will come, and then runs `then`. */
  arm<R>(then: (message: IteratorResult<T, undefined>) => R): Arm<R> {
    expectFunction("Receiver.arm", then);
    Receiver.#live("arm", this);
    return receiveArm(() => Receiver.#live("arm", this), then);
  }

  /** Another receiver of the same channel: each message goes to one of both. */
  clone(): Receiver<T> {
    const source = Receiver.#live("clone", this);
    if (source.kind === "channel") addHandle(source, "receive");
    return new Receiver(source, ours);
  }

  /** How many messages are there now. */
  len(): number {
    return lengthOf(Receiver.#live("len", this));
  }

  /** How many messages the channel can hold; `undefined` without a bound. */
  capacity(): number | undefined {
    return capacityOf(Receiver.#live("capacity", this));
  }

  /** Whether there is nothing to receive now. */
  isEmpty(): boolean {
    return lengthOf(Receiver.#live("isEmpty", this)) === 0;
  }

  /** Whether senders would wait. */
  isFull(): boolean {
    const source = Receiver.#live("isFull", this);
    return lengthOf(source) === capacityOf(source);
  }

  /** Whether both receive from the same channel. */
  sameChannel(other: Receiver<unknown>): boolean {
    return Receiver.#live("sameChannel", this) === Receiver.#live("sameChannel", other);
  }

  /** Lets go of the channel. After the last receiver, messages that are left are dropped, and senders get `SendError`. */
  [Symbol.dispose](): void {
    if (Receiver.#endOf("[Symbol.dispose]", this) === undefined) Receiver.#finish(this, droppedHere());
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#end === undefined) Receiver.#finish(this, droppedAt(walk.place));
  }

  /** @internal */
  [disarm](): void {
    if (this.#end !== undefined) return;
    this.#end = movedHere();
    if (checked) died(this);
  }

  static *#iterate<T>(receiver: Receiver<T>): Generator<T, undefined, undefined> {
    for (;;) {
      const source = Receiver.#live("[Symbol.iterator]", receiver);
      const message = poll(source);
      const received = message === empty ? receiveWithin(source, Infinity) : message;
      if (received === gone) return undefined;
      yield received as T;
    }
  }

  static *#iterateNow<T>(receiver: Receiver<T>): Generator<T, undefined, undefined> {
    for (;;) {
      const message = poll(Receiver.#live("tryIter", receiver));
      if (message === empty || message === gone) return undefined;
      yield message as T;
    }
  }

  static async *#iterateAsync<T>(receiver: Receiver<T>): AsyncGenerator<T, undefined, undefined> {
    for (;;) {
      const received = await receiver.recvAsync().then(
        (value) => ({ value }),
        (error: unknown) => {
          if (error instanceof RecvError) return undefined;
          throw error;
        },
      );
      if (received === undefined) return undefined;
      yield received.value;
    }
  }

  static #finish(receiver: Receiver<unknown>, end: End): void {
    receiver.#end = end;
    if (checked) died(receiver);
    if (receiver.#source.kind === "channel") dropHandle(receiver.#source, "receive");
    lookNow();
  }

  /** What `poll` gave, for the caller. */
  static #message(message: unknown): unknown {
    if (message === gone) throw new RecvError();
    return message === empty ? undefined : message;
  }

  static #live(method: string, receiver: Receiver<unknown>): Source {
    const end = Receiver.#endOf(method, receiver);
    if (end !== undefined) throw afterEnd("Receiver", end);
    return receiver.#source;
  }

  static #endOf(method: string, received: Receiver<unknown>): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#end;
    } catch {
      throw wrongReceiver(`Receiver.${method}`, "Receiver", received, "call `channel()`");
    }
  }
}

/** For channels and clocks. */
export function newReceiver<T>(source: Source): Receiver<T> {
  return new Receiver<T>(source, ours);
}
