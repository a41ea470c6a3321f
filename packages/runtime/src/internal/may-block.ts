/** Whether this thread may sleep: a page's own may not. */

import { words } from "./shared-memory.ts";

let answer: boolean | undefined;

export function mayBlock(): boolean {
  answer ??= ask();
  return answer;
}

/** A wait for something else than what is there ends at once, or throws. */
function ask(): boolean {
  try {
    Atomics.wait(words(), 0, 0, 0);
    return true;
  } catch {
    return false;
  }
}
