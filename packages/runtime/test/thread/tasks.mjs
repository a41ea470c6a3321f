/** What threads of the tests run: in JavaScript, which Node 20 can run as it is. */

/** @param {number} n */
export function twice(n) {
  return 2 * n;
}

export function leave() {
  process.exit(3);
}

/** Never done by itself. */
export function failLater() {
  setTimeout(() => {
    throw new RangeError("later");
  }, 1);
  return new Promise(() => {});
}

/** @param {{ lock(): unknown }} mutex */
export function leaveLocked(mutex) {
  mutex.lock();
  process.exit(1);
}

/** @param {{ lock(): unknown }} mutex */
export function failLocked(mutex) {
  mutex.lock();
  return failLater();
}

export function fillMemory() {
  const kept = [];
  for (;;) kept.push(Array.from({ length: 1000 }, (_, index) => index));
}

/** How often this thread has been here. */
let turns = 0;

export function countTurns() {
  turns += 1;
  return turns;
}
