/** One of the threads of `sync.mjs`: takes a lock again and again, with about a tenth of a microsecond of work in between. */

import { parentPort, workerData } from "node:worker_threads";
import { adopt } from "../packages/runtime/dist/internal/shared-memory.js";
import { handleFromWire } from "../packages/runtime/dist/internal/shareable.js";
import "../packages/runtime/dist/index.js";

adopt(workerData.memory);
const [counter, barrier] = /** @type {[import("freehold").Mutex<number>, import("freehold").Barrier]} */ (
  workerData.sent.map((/** @type {{ tag: string, data: unknown }} */ { tag, data }) => handleFromWire(tag, data))
);
let seed = 1;
run(workerData.turns);
barrier.wait();
const start = process.hrtime.bigint();
run(workerData.turns);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- A port of Node has no origins.
parentPort?.postMessage({ start, end: process.hrtime.bigint(), seed });

/** @param {number} turns */
function run(turns) {
  for (let turn = 0; turn < turns; turn++) {
    const guard = counter.lock();
    guard.value += 1;
    guard[Symbol.dispose]();
    for (let step = 0; step < 64; step++) seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
  }
}
