/**
 * Counts how often the library has refused to do what this thread cannot: a page's own cannot block, and none of a browser's reads messages
 * while it is blocked. Such a case is told apart from a wrong one by this, not by a list.
 */

import { FreeholdError } from "freehold";

const refusal = /may not (?:block|sleep)|would block a page's own thread|on this host/;

let count = 0;

/**
 * Stands between the library's errors and those of the language.
 * @param {string} message
 * @param {ErrorOptions} options
 */
function Watched(message, options) {
  if (refusal.test(message)) count += 1;
  return Reflect.construct(Error, [message, options], new.target);
}

Object.setPrototypeOf(FreeholdError, Watched);

/**
 * It may have come from another thread.
 * @param {string | undefined} failure
 */
export function isRefusal(failure) {
  return failure !== undefined && refusal.test(failure);
}

export function refusals() {
  return count;
}
