/**
 * One message in its slot of 64 bits. A number is there itself; of anything else the upper half says what it is, in the bits of a NaN
 * that no calculation gives, and the lower half where its snapshot lies.
 */

import { allocate, release } from "../internal/heap.ts";
import type { Address } from "../internal/memory-map.ts";
import { bytes, floats, reach, words } from "../internal/shared-memory.ts";
import { discardSnapshot, readSnapshot, withSnapshot } from "../internal/snapshot.ts";

/** What needs no snapshot; the index is added to `special`. */
const simple: readonly unknown[] = [Number.NaN, undefined, null, false, true];

const boxed = simple.length;

/** The least upper half of what is no number, as a signed word: above those of minus infinity and of the engine's own NaN. */
const special = -0x4_0000;

/** A snapshot's length comes before its bytes. */
const lengthSize = 4;

/** A block with a snapshot of the value, 0 when it needs none. Throws `NotSendError`. Goes into `writeMessage` or `discardPacked`. */
export function pack(value: unknown): number {
  return typeof value === "number" || simple.includes(value) ? 0 : packSlow(value);
}

/** `slot` is the index of the first word. */
export function writeMessage(slot: number, value: unknown, packed: number): void {
  if (typeof value === "number" && !Number.isNaN(value)) {
    floats()[slot >> 1] = value;
    return;
  }
  words()[slot] = packed;
  words()[slot + 1] = special + (packed === 0 ? Math.max(simple.indexOf(value), 0) : boxed);
}

/** The block of the message, which is the caller's from now on; 0 when it has none. */
export function packedIn(slot: number): number {
  return words()[slot + 1] === special + boxed ? words()[slot]! : 0;
}

/** What has no block. */
export function readSimple(slot: number): unknown {
  const upper = words()[slot + 1]!;
  return upper < special || upper >= 0 ? floats()[slot >> 1] : simple[upper - special];
}

/** The value of the block, which it frees. */
export function unpack(packed: number): unknown {
  try {
    return readSnapshot(snapshotIn(packed));
  } finally {
    release(packed as Address);
  }
}

/** Nobody will read it. */
export function discardPacked(packed: number): void {
  if (packed === 0) return;
  try {
    discardSnapshot(snapshotIn(packed));
  } finally {
    release(packed as Address);
  }
}

function packSlow(value: unknown): number {
  return withSnapshot(value, "value", (snapshot) => {
    const block = allocate(lengthSize + snapshot.length);
    words()[block >> 2] = snapshot.length;
    bytes().set(snapshot, block + lengthSize);
    return block;
  });
}

function snapshotIn(packed: number): Uint8Array {
  reach(packed + lengthSize);
  const start = packed + lengthSize;
  const end = start + words()[packed >> 2]!;
  reach(end);
  return bytes().subarray(start, end);
}
