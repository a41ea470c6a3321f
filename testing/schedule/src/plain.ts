/** What code says to the explorer beside its atomics. */

import { stage } from "./stage.ts";

/** Reads a word as ordinary memory. */
export function read(address: number): number {
  return stage().perform({ kind: "read", address });
}

/** Writes a word as ordinary memory. */
export function write(address: number, value: number): void {
  stage().perform({ kind: "write", address, value: value | 0 });
}

/** Says that from here on only these values matter of all that the thread has seen since its last checkpoint. */
export function checkpoint(...values: readonly (string | number | boolean)[]): void {
  stage().checkpoint(JSON.stringify(values));
}

/** The number of the thread that runs: from 1, in the order in which the program names them; supervisors come last. */
export function currentThread(): number {
  return stage().thread;
}
