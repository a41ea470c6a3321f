/** Takes memory that nobody had before: the end of every allocation that no free list could serve. */

import { compareExchange, load } from "#atomics";
import { PanicError } from "./errors.ts";
import { control, heapStart, lineSize, type Address } from "./memory-map.ts";
import { grow } from "./shared-memory.ts";

/** The bytes are zero and begin a line. Throws `PanicError` when the memory may not grow any more. */
export function bump(byteLength: number): Address {
  const size = Math.ceil(byteLength / lineSize) * lineSize;
  for (;;) {
    const seen = load(control.frontier);
    const start = seen === 0 ? heapStart : seen;
    if (!grow(start + size)) throw new PanicError(`the shared memory is full: ${size} more bytes do not fit`);
    if (compareExchange(control.frontier, seen, start + size) === seen) return start as Address;
  }
}
