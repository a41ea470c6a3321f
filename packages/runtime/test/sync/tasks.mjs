/** What threads of the tests of locks run: in JavaScript, which Node 20 can run as it is. */

import { forget } from "freehold";

/**
 * Takes a permit from one semaphore and adds one to the other, in turn with another thread.
 * @param {import("freehold").Semaphore} own
 * @param {import("freehold").Semaphore} other
 * @param {number} turns
 */
export function passOn(own, other, turns) {
  for (let turn = 0; turn < turns; turn++) {
    // Used up, not given back.
    forget(own.acquire());
    other.addPermits(1);
  }
}
