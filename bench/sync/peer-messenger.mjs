/** Both ends of the peers in `messages.mjs`, as workers. */

import { parentPort, workerData } from "node:worker_threads";
import { load } from "./peers.mjs";

const { kind, role, count } = workerData;

const run = kind === "port" ? portEnd() : await ringEnd();
meet(workerData.begun);
const start = now();
await run();
parentPort?.postMessage({ start, end: now() }, []);

function portEnd() {
  const { port } = workerData;
  if (role === "send") {
    return async () => {
      for (let message = 0; message < count; message++) port.postMessage(message);
    };
  }
  return () => {
    let left = count;
    return new Promise((resolve) => {
      port.on("message", () => {
        left -= 1;
        if (left === 0) resolve(undefined);
      });
    });
  };
}

async function ringEnd() {
  const { RingBuffer } = await load("ringbuf.js");
  const ring = new RingBuffer(workerData.storage, Int32Array);
  const one = new Int32Array(1);
  if (role === "send") {
    return async () => {
      for (let message = 0; message < count; message++) {
        one[0] = message;
        while (ring.push(one) === 0);
      }
    };
  }
  return async () => {
    for (let left = count; left > 0; left--) while (ring.pop(one) === 0);
  };
}

/**
 * Waits for the other end.
 * @param {Int32Array} begun
 */
function meet(begun) {
  if (Atomics.add(begun, 0, 1) === 0) Atomics.wait(begun, 0, 1);
  else Atomics.notify(begun, 0);
}

/** All threads count from the same moment. */
function now() {
  return performance.timeOrigin + performance.now();
}
