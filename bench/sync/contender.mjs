/** One of the threads of `contended.mjs`. */

/**
 * @param {import("freehold").Mutex<number>} mutex
 * @param {import("freehold").Barrier} barrier
 * @param {number} turns
 */
export function contend(mutex, barrier, turns) {
  // Once to warm up; the work has a result that is used, so that no engine leaves it out.
  const seed = run(mutex, turns, 1);
  barrier.wait();
  const start = process.hrtime.bigint();
  const result = run(mutex, turns, seed);
  return { start, end: process.hrtime.bigint(), result };
}

/**
 * @param {import("freehold").Mutex<number>} mutex
 * @param {number} turns
 * @param {number} seed
 */
function run(mutex, turns, seed) {
  let state = seed;
  for (let turn = 0; turn < turns; turn++) {
    const guard = mutex.lock();
    guard.value += 1;
    guard[Symbol.dispose]();
    // About a tenth of a microsecond outside of the lock.
    for (let step = 0; step < 64; step++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  }
  return state;
}
