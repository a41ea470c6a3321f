/** The end of a channel that sends: `std::sync::mpsc::Sender` and `SyncSender`. */

import { born, checked, died } from "#checks";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { MisuseError } from "../internal/errors.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import type { Arm } from "./arm.ts";
import type { WaitOptions } from "../sync/async-wait.ts";
import { addHandle, channelFromWire, dropHandle, handleToWire, type LocalChannel } from "./local-channel.ts";
import { discardPacked, pack } from "./message.ts";
import { sendArm } from "./send-arm.ts";
import { sendLater, sendNow, sendWithin } from "./send-operation.ts";
import { capacityOf, lengthOf } from "./source.ts";
import { trySend } from "./transfer.ts";
import { lookNow } from "./wait-async.ts";

/** Whoever makes a handle shows it. */
const ours = /* @__PURE__ */ Symbol("freehold.sender");

/**
 * Sends messages into a channel, from any thread: a sender in a message or in the arguments of `thread.spawn` arrives as one more sender.
 * What is sent arrives as a copy, as `structuredClone` makes it; shared handles arrive as handles.
 *
 * Danger: receivers wait for messages as long as there is a sender anywhere, so drop each. `send` blocks the thread while a bounded channel is full.
 *
 * Cost: about 80 bytes. Sending a number takes about 20 ns, and a lock more where several threads send; anything but a number, boolean, `null` or
 * `undefined` is written as bytes, at about 0.3 µs for a small record. Throws `SendError` when nobody can receive, `NotSendError` for what cannot
 * cross, `DroppedError` after its drop.
 *
 * Source: `std::sync::mpsc::Sender`, `crossbeam_channel::Sender`.
 *
 * @example
 * ```ts
 * import { channel, type Sender } from "freehold";
 * const [tx, rx] = channel<string>();
 * using sender: Sender<string> = tx;
 * using receiver = rx;
 * sender.send("hello");
 * assert.equal(receiver.recv(), "hello");
 * ```
 */
export class Sender<T> implements Owner, Disposable {
  readonly #channel: LocalChannel;
  #end: End | undefined = undefined;

  static {
    registerShareable<Sender<unknown>>({
      tag: "Sender",
      type: Sender,
      toWire: (sender) => handleToWire(Sender.#live("clone", sender), "send"),
      fromWire: (wire) => new Sender(channelFromWire("send", wire), ours),
    });
  }

  /** @internal */
  constructor(channel: LocalChannel, key: symbol) {
    if (key !== ours) throw new MisuseError("a `Sender` is not made with `new`: call `channel()` or `syncChannel(capacity)`");
    this.#channel = channel;
    if (checked) born(this, "Sender");
  }

  /** Sends, waiting for a place in a bounded channel, and at a rendezvous until somebody has received. */
  send(value: T): void {
    const channel = Sender.#live("send", this);
    if (typeof value === "number" && channel.words.capacity !== 0) {
      const sending = trySend(channel, value, 0);
      if (sending === "sent") return;
    }
    sendWithin(channel, value, Sender.#pack("send", this, value), Infinity);
  }

  /** Sends if there is a place, or at a rendezvous somebody who waits; `false` when not. */
  trySend(value: T): boolean {
    const packed = Sender.#pack("trySend", this, value);
    return sendNow(this.#channel, value, packed);
  }

  /** As `send`, but `false` when it takes longer than `timeoutMs`. */
  sendTimeout(value: T, timeoutMs: number): boolean {
    const packed = Sender.#pack("sendTimeout", this, value);
    return sendWithin(this.#channel, value, packed, timeoutMs);
  }

  /** As `send` for threads that do not block. Rejects with the signal's reason or `TimeoutError` when that comes first; then nothing was sent. */
  async sendAsync(value: T, options?: WaitOptions): Promise<void> {
    const packed = Sender.#pack("sendAsync", this, value);
    await sendLater(this.#channel, value, packed, options ?? {}, () => Sender.#live("sendAsync", this));
  }

  /** For `select`: sends `value` when there is a place, and then runs `then`. */
  arm<R>(value: T, then: () => R): Arm<R> {
    expectFunction("Sender.arm", then);
    Sender.#live("arm", this);
    return sendArm(() => Sender.#live("arm", this), value, then);
  }

  /** Another sender of the same channel. */
  clone(): Sender<T> {
    const channel = Sender.#live("clone", this);
    addHandle(channel, "send");
    return new Sender(channel, ours);
  }

  /** How many messages nobody has received yet. */
  len(): number {
    return lengthOf(Sender.#live("len", this));
  }

  /** How many messages it can hold; `undefined` without a bound. */
  capacity(): number | undefined {
    return capacityOf(Sender.#live("capacity", this));
  }

  /** Whether there is nothing to receive. */
  isEmpty(): boolean {
    return lengthOf(Sender.#live("isEmpty", this)) === 0;
  }

  /** Whether sending would wait. */
  isFull(): boolean {
    const channel = Sender.#live("isFull", this);
    return lengthOf(channel) === capacityOf(channel);
  }

  /** Whether both send into the same channel. */
  sameChannel(other: Sender<unknown>): boolean {
    return Sender.#live("sameChannel", this) === Sender.#live("sameChannel", other);
  }

  /** Lets go of the channel. After the last sender, receivers get what is left and then `RecvError`. */
  [Symbol.dispose](): void {
    if (Sender.#endOf("[Symbol.dispose]", this) === undefined) Sender.#finish(this, droppedHere());
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#end === undefined) Sender.#finish(this, droppedAt(walk.place));
  }

  /** @internal */
  [disarm](): void {
    if (this.#end !== undefined) return;
    this.#end = movedHere();
    if (checked) died(this);
  }

  static #finish(sender: Sender<unknown>, end: End): void {
    sender.#end = end;
    if (checked) died(sender);
    dropHandle(sender.#channel, "send");
    lookNow();
  }

  /** What to send of the value. Making it may run getters of the value, which may drop this sender. */
  static #pack(method: string, sender: Sender<unknown>, value: unknown): number {
    Sender.#live(method, sender);
    const packed = pack(value);
    if (sender.#end === undefined) return packed;
    discardPacked(packed);
    throw afterEnd("Sender", sender.#end);
  }

  static #live(method: string, sender: Sender<unknown>): LocalChannel {
    const end = Sender.#endOf(method, sender);
    if (end !== undefined) throw afterEnd("Sender", end);
    return sender.#channel;
  }

  static #endOf(method: string, received: Sender<unknown>): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#end;
    } catch {
      throw wrongReceiver(`Sender.${method}`, "Sender", received, "call `channel()`");
    }
  }
}

/** For `channel` and `syncChannel`. */
export function newSender<T>(channel: LocalChannel): Sender<T> {
  return new Sender<T>(channel, ours);
}
