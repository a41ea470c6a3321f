/** Makes channels: `std::sync::mpsc::channel` and `sync_channel`. */

import { MisuseError } from "../internal/errors.ts";
import { nameOf } from "../internal/misuse.ts";
import { unbounded } from "./channel-words.ts";
import { newChannel } from "./local-channel.ts";
import { newReceiver, type Receiver } from "./receiver.ts";
import { newSender, type Sender } from "./sender.ts";

/** Positions count modulo 2^32, and the messages of a bounded channel lie in one block. */
const largestCapacity = 2 ** 24;

/**
 * A channel without a bound: sending never waits. Gives its first sender and its first receiver; both can be cloned, and sent to other threads.
 *
 * Danger: messages that nobody receives fill the memory.
 *
 * Cost: 128 bytes and a segment of 2 KB, one more for each 256 messages that wait. About 3 µs.
 *
 * Source: `std::sync::mpsc::channel`, `crossbeam_channel::unbounded`.
 *
 * @example
 * ```ts
 * import { channel, drop } from "freehold";
 * const [sender, receiver] = channel<{ id: number; at: Date }>();
 * sender.send({ id: 1, at: new Date(0) });
 * assert.deepEqual(receiver.recv(), { id: 1, at: new Date(0) });
 * drop([sender, receiver]);
 * ```
 */
export function channel<T>(): [Sender<T>, Receiver<T>] {
  return ends(unbounded);
}

/**
 * A channel that holds `capacity` messages: sending waits while it is full. With a capacity of 0 it is a rendezvous: sending waits until the
 * message is received.
 *
 * Danger: a thread that sends and receives in turn may wait for itself.
 *
 * Cost: 128 bytes and 8 for each message, up to the next power of two. About 3 µs. Throws `MisuseError` for what is no capacity: a whole number up to
 * 16,777,216.
 *
 * Source: `std::sync::mpsc::sync_channel`, `crossbeam_channel::bounded`.
 *
 * @example
 * ```ts
 * import { drop, syncChannel } from "freehold";
 * const [sender, receiver] = syncChannel<number>(1);
 * assert.equal(sender.trySend(1), true);
 * assert.equal(sender.trySend(2), false);
 * assert.equal(receiver.recv(), 1);
 * drop([sender, receiver]);
 * ```
 */
export function syncChannel<T>(capacity: number): [Sender<T>, Receiver<T>] {
  if (Number.isSafeInteger(capacity) && capacity >= 0 && capacity <= largestCapacity) return ends(capacity);
  const given = typeof capacity === "number" ? String(capacity) : nameOf(capacity);
  throw new MisuseError(`\`syncChannel\` needs a capacity from 0 to ${largestCapacity} and was given ${given}`);
}

function ends<T>(capacity: number): [Sender<T>, Receiver<T>] {
  const made = newChannel(capacity);
  return [newSender<T>(made), newReceiver<T>(made)];
}
