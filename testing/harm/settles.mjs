/** Tells a promise that waits for ever from one that takes a moment. */

/** Nothing here does any I/O: what has not come by then does not come. */
const longEnoughInMilliseconds = 500;

/** @param {Promise<unknown>} promise */
export async function settles(promise) {
  const waiting = Symbol("waiting");
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const timeout = new Promise((resolve) => (timer = setTimeout(resolve, longEnoughInMilliseconds, waiting)));
  try {
    return (await Promise.race([promise.catch(() => undefined), timeout])) !== waiting;
  } finally {
    clearTimeout(timer);
  }
}
