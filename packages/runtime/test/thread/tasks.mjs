/** What threads of the tests run: in JavaScript, which Node 20 and browsers can run as it is. */

/** @param {number} n */
export function twice(n) {
  return 2 * n;
}

/** Ends this thread, in Node or in a browser, where what runs comes to its end. */
export function leave() {
  if (typeof process === "object") process.exit(3);
  close();
  return new Promise(() => {});
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
  return leave();
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
