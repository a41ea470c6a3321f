/** Both ends of freehold's channel in `messages.mjs`. Each runs once to warm up. */

/**
 * @param {import("freehold").Sender<number>} sender
 * @param {import("freehold").Barrier} barrier
 * @param {number} count
 */
export function sendAll(sender, barrier, count) {
  send(sender, count);
  barrier.wait();
  const start = now();
  send(sender, count);
  return { start, end: now() };
}

/**
 * @param {import("freehold").Receiver<number>} receiver
 * @param {import("freehold").Barrier} barrier
 * @param {number} count
 */
export function receiveAll(receiver, barrier, count) {
  receive(receiver, count);
  barrier.wait();
  const start = now();
  const sum = receive(receiver, count);
  return { start, end: now(), sum };
}

/**
 * @param {import("freehold").Sender<number>} sender
 * @param {number} count
 */
function send(sender, count) {
  for (let message = 0; message < count; message++) sender.send(message);
}

/**
 * @param {import("freehold").Receiver<number>} receiver
 * @param {number} count
 */
function receive(receiver, count) {
  let sum = 0;
  for (let left = count; left > 0; left--) sum += receiver.recv();
  return sum;
}

/** All threads count from the same moment. */
function now() {
  return performance.timeOrigin + performance.now();
}
