/** One of the threads of `contended.mjs`. */

/**
 * Runs as many turns as it is told, together with the others, until nobody tells it any more.
 * @param {import("freehold").Mutex<number>} mutex
 * @param {import("freehold").Barrier} barrier
 * @param {import("freehold").Receiver<number>} commands
 * @param {import("freehold").Sender<{ start: number, end: number, result: number }>} spans
 */
export function contend(mutex, barrier, commands, spans) {
  for (const turns of commands) {
    barrier.wait();
    const start = performance.timeOrigin + performance.now();
    // The result is used, so that no engine leaves the work out.
    const result = run(mutex, turns);
    spans.send({ start, end: performance.timeOrigin + performance.now(), result });
  }
}

/**
 * @param {import("freehold").Mutex<number>} mutex
 * @param {number} turns
 */
function run(mutex, turns) {
  let state = 1;
  for (let turn = 0; turn < turns; turn++) {
    const guard = mutex.lock();
    guard.value += 1;
    guard[Symbol.dispose]();
    // About a tenth of a microsecond outside of the lock.
    for (let step = 0; step < 64; step++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  }
  return state;
}
