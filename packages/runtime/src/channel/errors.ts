/** What channels throw. */

import { FreeholdError } from "../internal/errors.ts";

/**
 * Nobody can receive any more: std's `SendError`. The value that was not sent is in it.
 *
 * @example
 * ```ts
 * import { channel, drop, SendError } from "freehold";
 * const [sender, receiver] = channel<string>();
 * drop(receiver);
 * let refused: unknown;
 * try { sender.send("to nobody"); } catch (error) { refused = error; }
 * assert.ok(refused instanceof SendError);
 * assert.equal(refused.value, "to nobody");
 * drop(sender);
 * ```
 */
export class SendError<T = unknown> extends FreeholdError {
  /** What was not sent: it is the caller's still. */
  readonly value: T;

  constructor(value: T, place?: string) {
    super("SendError", "sending on a channel that nobody receives from: the value is in this error", place);
    this.value = value;
  }
}

/**
 * The channel is empty, and nobody can send any more: std's `RecvError`.
 *
 * @example
 * ```ts
 * import { channel, drop, RecvError } from "freehold";
 * const [sender, receiver] = channel<number>();
 * sender.send(1);
 * drop(sender);
 * assert.equal(receiver.recv(), 1);
 * assert.throws(() => receiver.recv(), RecvError);
 * drop(receiver);
 * ```
 */
export class RecvError extends FreeholdError {
  constructor(place?: string) {
    super("RecvError", "receiving on an empty channel that nobody sends to: its last sender was dropped", place);
  }
}
