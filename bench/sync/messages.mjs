/** Numbers from one thread to another, through a channel that holds 1,024 of them. */

import { Worker } from "node:worker_threads";
import { Barrier, syncChannel, thread } from "freehold";
import { withPeer } from "./peers.mjs";

const capacity = 1024;
const many = 1_000_000;

/** For what takes microseconds for each. */
const few = 20_000;

const messenger = new URL("messenger.mjs", import.meta.url);
const peerMessenger = new URL("peer-messenger.mjs", import.meta.url);

/** @typedef {{ readonly start: number, readonly end: number }} Span  Of one end, in milliseconds of one clock. */

/**
 * @param {ReturnType<typeof import("./rust.mjs").startRust>} rust
 * @returns {Promise<import("./section.mjs").Section>}
 */
export async function messages(rust) {
  return {
    title: "numbers to another thread, 1,024 at most under way",
    unit: "million a second",
    digits: 3,
    rounds: 9,
    cases: {
      freehold,
      MessagePort: ports,
      "ringbuf.js, which spins": await withPeer("ringbuf.js", ringbuf),
      multithreading: await withPeer("multithreading", multithreading),
      "Rust, sync_channel": rust.caseOf("messages"),
    },
    goals: [
      {
        of: "freehold",
        beside: "Rust, sync_channel",
        bound: "at least",
        ratio: 0.6,
        otherwise: "Each message takes a store and a look on either side, by a call into WebAssembly; Rust's are instructions.",
      },
      {
        of: "freehold",
        beside: "MessagePort",
        bound: "at least",
        ratio: 40,
        otherwise: "A thread that waits sleeps, and is woken late where others want the core.",
      },
    ],
  };
}

async function freehold() {
  const [sender, receiver] = syncChannel(capacity);
  const barrier = Barrier.new(2);
  const threads = [
    thread.spawn(messenger, "sendAll", sender, barrier, many),
    thread.spawn(messenger, "receiveAll", receiver, barrier, many),
  ];
  for (const handle of [sender, receiver, barrier]) handle[Symbol.dispose]();
  return rate(many, /** @type {Span[]} */ (await Promise.all(threads.map((handle) => handle.join()))));
}

/** It has no bound: what is not received fills the memory. */
function ports() {
  const { port1, port2 } = new MessageChannel();
  return betweenWorkers(
    few,
    [
      { kind: "port", port: port1 },
      { kind: "port", port: port2 },
    ],
    [[port1], [port2]],
  );
}

/**
 * It has no way to wait: both ends try again at once.
 * @param {any} module
 */
function ringbuf({ RingBuffer }) {
  return () => {
    const storage = RingBuffer.getStorageForCapacity(capacity, Int32Array);
    return betweenWorkers(
      many,
      [
        { kind: "ring", storage },
        { kind: "ring", storage },
      ],
      [[], []],
    );
  };
}

/** @param {any} module */
function multithreading({ spawn, move, channel }) {
  // It runs the text of these functions.
  const sendAll = async (/** @type {any} */ sender, /** @type {number} */ count) => {
    const start = performance.timeOrigin + performance.now();
    for (let message = 0; message < count; message++) sender.blockingSend(message);
    return { start, end: performance.timeOrigin + performance.now() };
  };
  const receiveAll = async (/** @type {any} */ receiver, /** @type {number} */ count) => {
    const start = performance.timeOrigin + performance.now();
    for (let message = 0; message < count; message++) receiver.blockingRecv();
    return { start, end: performance.timeOrigin + performance.now() };
  };
  return async () => {
    const [sender, receiver] = channel(capacity);
    const threads = [spawn(move(sender, few), sendAll), spawn(move(receiver, few), receiveAll)];
    const joined = await Promise.all(threads.map((handle) => handle.join()));
    return rate(
      few,
      joined.map(({ value }) => value),
    );
  };
}

/**
 * The first sends, the second receives.
 * @param {number} count
 * @param {readonly object[]} ends
 * @param {readonly (readonly MessagePort[])[]} transfers
 */
async function betweenWorkers(count, ends, transfers) {
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const spans = ends.map((end, index) => {
    const workerData = { ...end, role: index === 0 ? "send" : "receive", count, begun };
    return spanOf(new Worker(peerMessenger, { workerData, transferList: /** @type {any[]} */ (transfers[index]) }));
  });
  return rate(count, await Promise.all(spans));
}

/**
 * @param {Worker} worker
 * @returns {Promise<Span>}
 */
function spanOf(worker) {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (span) => {
      resolve(span);
      void worker.terminate();
    });
  });
}

/**
 * Million messages a second.
 * @param {number} count
 * @param {readonly Span[]} spans
 */
function rate(count, spans) {
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  return count / (end - start) / 1000;
}
