/** What a thread's function gave, in shared memory: for hosts that give no message to a thread that is blocked. */

import { exchange, load, store } from "#atomics";
import { allocate, release } from "../internal/heap.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { bytes, reach } from "../internal/shared-memory.ts";
import { readSnapshot } from "../internal/snapshot.ts";
import type { Message } from "../internal/wire.ts";
import type { Outcome } from "./start.ts";

/** Words of the thread's cell, counted from its first. */
const at = { block: cell.value, byteLength: cell.value + 1, kind: cell.value + 2 } as const;

const kinds: readonly Outcome["kind"][] = ["returned", "threw"];

/** In the thread: `written` is the message as a snapshot. */
export function leaveOutcome(life: Address, kind: Outcome["kind"], written: Uint8Array): void {
  const first = life >> 2;
  const block = allocate(written.length);
  bytes().set(written, block);
  store(first + at.byteLength, written.length);
  store(first + at.kind, kinds.indexOf(kind));
  // It comes last: whoever finds it takes it.
  store(first + at.block, block);
}

/** Once; `undefined` when there is none. */
export function takeOutcome(life: Address): Outcome | undefined {
  const first = life >> 2;
  const block = exchange(first + at.block, 0);
  if (block === 0) return undefined;
  const end = block + load(first + at.byteLength);
  reach(end);
  try {
    return { kind: kinds[load(first + at.kind)]!, value: readSnapshot(bytes().subarray(block, end)) as Message };
  } finally {
    release(block as Address);
  }
}
