/** Several threads count together: none of their increments may be lost, and they must have been at it at one time. */

import { Barrier, Mutex, thread } from "freehold";

/**
 * @typedef {object} Count
 * @property {number} count
 * @property {number} holder  The thread that had the lock last, from 1 on.
 * @property {number} handOvers  How often another thread had the lock than before.
 */

/**
 * Starts so many threads of so many increments each. `wordIn` reads the lock's word.
 * @param {number} threads
 * @param {number} increments
 * @param {(mutex: Mutex<Count>) => number} wordIn
 */
export async function countTogether(threads, increments, wordIn) {
  const mutex = Mutex.new({ count: 0, holder: 0, handOvers: 0 });
  const barrier = Barrier.new(threads);
  await thread.scope((scope) => {
    for (let me = 1; me <= threads; me++) scope.spawn(new URL(import.meta.url), "countInHalves", mutex, barrier, me, increments / 2);
  });
  const word = wordIn(mutex);
  barrier[Symbol.dispose]();
  return { ...mutex.intoInner(), word };
}

/**
 * One of the threads. All begin together, and none begins its second half before all have done their first: between any two of
 * them, the lock goes to and fro at least twice.
 * @param {Mutex<Count>} mutex
 * @param {Barrier} barrier
 * @param {number} me
 * @param {number} half
 */
export function countInHalves(mutex, barrier, me, half) {
  for (let part = 0; part < 2; part++) {
    barrier.wait();
    for (let left = half; left > 0; left--) increment(mutex, me);
  }
}

/**
 * @param {Mutex<Count>} mutex
 * @param {number} me
 */
function increment(mutex, me) {
  const guard = mutex.lock();
  const value = guard.value;
  value.count += 1;
  if (value.holder !== me) {
    value.holder = me;
    value.handOvers += 1;
  }
  guard[Symbol.dispose]();
}
