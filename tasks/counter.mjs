/** `npm run counter:long`: ten million increments by four threads at one time, under one lock. */

import { load } from "../packages/runtime/dist/internal/atomics.shared.js";
import { cell } from "../packages/runtime/dist/internal/memory-map.js";
import { shareableOf } from "../packages/runtime/dist/internal/shareable.js";
import { countTogether } from "../packages/runtime/test/sync/counting.mjs";

const threads = 4;
const increments = 2_500_000;

const began = performance.now();
const { count, handOvers, word } = await countTogether(threads, increments, wordIn);
const seconds = ((performance.now() - began) / 1000).toFixed(1);
const exact = count === threads * increments && word === 0 && handOvers > threads;
console.log(`${threads} threads counted to ${count} of ${threads * increments} in ${seconds} s
the lock went to another thread ${handOvers} times, and its word is ${word} in the end${exact ? "" : "\nNOT AS IT MUST BE"}`);
process.exitCode = exact ? 0 : 1;

/** @param {object} mutex */
function wordIn(mutex) {
  const { toWire, fromWire } = /** @type {import("../packages/runtime/src/internal/shareable.ts").Shareable<object>} */ (
    shareableOf(mutex)
  );
  const wire = /** @type {{ readonly address: number }} */ (toWire(mutex));
  /** @type {Disposable} */ (fromWire(wire))[Symbol.dispose]();
  return load((wire.address >> 2) + cell.word);
}
