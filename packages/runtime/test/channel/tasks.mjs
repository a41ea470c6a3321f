/** What threads of the tests of channels run: in JavaScript, which Node 20 can run as it is. */

import { after, RecvError, select, SendError } from "freehold";

/**
 * @template T
 * @typedef {import("freehold").Sender<T>} Sender
 */

/**
 * @template T
 * @typedef {import("freehold").Receiver<T>} Receiver
 */

export function leaveAtOnce() {}

/** @param {unknown} _handles */
export function waitForever(_handles) {
  for (;;);
}

/**
 * @param {Sender<number>} sender
 * @param {number} from
 * @param {number} to
 */
export function sendNumbers(sender, from, to) {
  for (let message = from; message < to; message++) sender.send(message);
}

/**
 * @param {Sender<number>} sender
 * @param {number} from
 * @param {number} to
 */
export async function sendNumbersLater(sender, from, to) {
  for (let message = from; message < to; message++) await sender.sendAsync(message);
}

/** @param {Receiver<unknown>} receiver */
export function collect(receiver) {
  return [...receiver];
}

/** @param {Receiver<unknown>} receiver */
export async function collectLater(receiver) {
  const received = [];
  for await (const message of receiver) received.push(message);
  return received;
}

/**
 * @param {Receiver<unknown>} requests
 * @param {Sender<unknown>} replies
 */
export function echo(requests, replies) {
  for (const message of requests) replies.send(message);
}

/**
 * Asks for nothing but the way back, which comes with each request.
 * @param {Receiver<{ readonly number: number, readonly reply: Sender<number> }>} requests
 */
export function serveSquares(requests) {
  for (const { number, reply } of requests) {
    reply.send(number * number);
    reply[Symbol.dispose]();
  }
}

/**
 * Has the only handle of the end, says so, and ends as it is told.
 * @param {object} _end
 * @param {Sender<string>} ready
 * @param {string} cause
 */
export function endBy(_end, ready, cause) {
  ready.send("ready");
  switch (cause) {
    case "returns":
      return;
    case "throws":
      throw new RangeError("on purpose");
    case "exits":
      process.exit(1);
    // falls through
    case "fails in a callback":
      setTimeout(() => {
        throw new RangeError("later");
      }, 1);
      return new Promise(() => {});
    default:
      for (;;);
  }
}

/**
 * What became of it.
 * @param {Receiver<unknown>} receiver
 * @param {Sender<string>} ready
 */
export function waitForEnd(receiver, ready) {
  ready.send("ready");
  try {
    return receiver.recv();
  } catch (error) {
    return error instanceof RecvError ? "nobody sends" : "another error";
  }
}

/**
 * What became of it.
 * @param {Sender<string>} sender
 * @param {Sender<string>} ready
 */
export function sendUntilEnd(sender, ready) {
  ready.send("ready");
  try {
    for (;;) sender.send("more");
  } catch (error) {
    return error instanceof SendError ? "nobody receives" : "another error";
  }
}

/**
 * Counts what it has sent, after it was sent.
 * @param {Sender<number>} sender
 * @param {import("freehold").AtomicI32} sent
 * @param {number} count
 */
export function sendAndCount(sender, sent, count) {
  for (let message = 0; message < count; message++) {
    sender.send(message);
    sent.fetchAdd(1);
  }
}

/**
 * All that comes from either, each with its name, until both are at their end.
 * @param {Receiver<number>} left
 * @param {Receiver<number>} right
 */
export function selectFromBoth(left, right) {
  const received = { left: /** @type {number[]} */ ([]), right: /** @type {number[]} */ ([]) };
  const open = new Map(Object.entries({ left, right }));
  while (open.size > 0) {
    const arms = [...open].map(([name, receiver]) =>
      receiver.arm(
        (message) => void (message.done ? open.delete(name) : (name === "left" ? received.left : received.right).push(message.value)),
      ),
    );
    select(arms);
  }
  return received;
}

/**
 * Sends into whichever has a place.
 * @param {Sender<number>} left
 * @param {Sender<number>} right
 * @param {number} count
 */
export function selectIntoBoth(left, right, count) {
  const sent = { left: 0, right: 0 };
  for (let message = 0; message < count; message++) {
    select([left.arm(message, () => (sent.left += 1)), right.arm(message, () => (sent.right += 1))]);
  }
  return sent;
}

/**
 * What came first: a message, or the time.
 * @param {Receiver<string>} receiver
 * @param {number} delayMs
 */
export function receiveOrGiveUp(receiver, delayMs) {
  const timer = after(delayMs);
  return select([receiver.arm(({ value }) => value), timer.arm(() => "too late")]);
}

/**
 * @param {Receiver<unknown>} receiver
 * @param {number} timeoutMs
 */
export function receiveWithin(receiver, timeoutMs) {
  return receiver.recvTimeout(timeoutMs);
}

/**
 * @param {Sender<string>} sender
 * @param {number} timeoutMs
 */
export function sendWithin(sender, timeoutMs) {
  return sender.sendTimeout("message", timeoutMs);
}
