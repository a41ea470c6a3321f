/**
 * Where the value of a lock lies: numbers, booleans and nothing in the cell itself, flat records of them as a float for each field,
 * everything else as the bytes of a snapshot in a block of its own. Another layout, as of a struct in linear memory, is another `Layout`.
 *
 * Every function here is called by a thread that has the right to: it holds the lock, or nobody else knows the cell.
 */

import { dropValue } from "../internal/drop.ts";
import { MisuseError } from "../internal/errors.ts";
import { allocate, release } from "../internal/heap.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { bytes, currentViews, floats, reach, words } from "../internal/shared-memory.ts";
import { discardSnapshot, hasHandles, peekSnapshot, readSnapshot, withSnapshot } from "../internal/snapshot.ts";
import { readRecord, shapeNamed, shapeOf, writeRecord, type Lease, type RecordShape } from "./record-shape.ts";

/** How the value of one lock is written: as one shape of records, or each as it comes. */
export type Layout = RecordShape | undefined;

/** What tells a layout to another thread. */
export type LayoutWire = string | undefined;

/** The word `tag` of the cell. */
const tag = { undefined: 0, null: 1, false: 2, true: 3, number: 4, snapshot: 5, record: 6, wideRecord: 7 } as const;

/** So many fields fit into the cell. */
const narrowFields = 4;

const bytesOfFloat = 8;

/** Writes the first value of a cell, and gives the layout that it will keep. Throws `NotSendError` when the value cannot be shared. */
export function initialize(first: number, value: unknown): Layout {
  const layout = shapeOf(value);
  if (layout !== undefined) {
    const isWide = layout.keys.length > narrowFields;
    if (isWide) words()[first + cell.value] = allocate(layout.keys.length * bytesOfFloat);
    words()[first + cell.tag] = isWide ? tag.wideRecord : tag.record;
  }
  writeValue(first, layout, value);
  return layout;
}

export function layoutToWire(layout: Layout): LayoutWire {
  return layout?.text;
}

/** Throws `MisuseError` unless the cell holds such a value. */
export function layoutFromWire(first: number, wire: unknown): Layout {
  const isRecord = words()[first + cell.tag]! >= tag.record;
  if (isRecord !== (typeof wire === "string")) throw new MisuseError("this message tells another layout than the value has");
  const layout = typeof wire === "string" ? shapeNamed(wire) : undefined;
  const isWide = layout !== undefined && layout.keys.length > narrowFields;
  if (layout !== undefined && isWide !== (words()[first + cell.tag] === tag.wideRecord)) {
    throw new MisuseError("this message tells another record than there is");
  }
  return layout;
}

/** What is in the cell: a view for a record, alive as long as the lease; a copy for what is cloned. */
export function readValue(first: number, layout: Layout, lease: Lease): unknown {
  return layout === undefined ? readSlow(first) : new layout.View(lease, fieldsOf(first));
}

/** The same as a value that nobody lends: a record is copied too. */
export function copyValue(first: number, layout: Layout): unknown {
  return layout === undefined ? readSlow(first) : readRecord(layout, fieldsOf(first));
}

/** Puts another value in. Throws `NotSendError` or `MisuseError` when it cannot be there, and leaves the old one. */
export function writeValue(first: number, layout: Layout, value: unknown): void {
  const view = words();
  if (typeof value === "number" && layout === undefined) {
    if (view[first + cell.tag] === tag.snapshot) discardOld(first);
    view[first + cell.tag] = tag.number;
    floats()[(first + cell.value) >> 1] = value;
  } else if (layout === undefined) {
    writeSlow(first, value);
  } else {
    writeRecord(layout, fieldsOf(first), value);
  }
}

/** Takes the value out: the cell is empty afterwards, and the caller owns what it gets. */
export function takeValue(first: number, layout: Layout): unknown {
  if (words()[first + cell.tag] !== tag.snapshot) {
    const value = copyValue(first, layout);
    clearValue(first);
    return value;
  }
  const snapshot = snapshotBytes(first);
  freeBlock(first);
  return readSnapshot(snapshot);
}

/** Drops the value. */
export function clearValue(first: number): void {
  const kind = words()[first + cell.tag];
  if (kind === tag.snapshot) discardOld(first);
  else if (kind === tag.wideRecord) freeBlock(first);
  else words()[first + cell.tag] = tag.undefined;
}

/** The number that is there; `undefined` when there is something else. */
export function numberIn(first: number): number | undefined {
  const { words, floats } = currentViews();
  return words[first + cell.tag] === tag.number ? floats[(first + cell.value) >> 1] : undefined;
}

/** Puts a number in the place of another one; `false` when there is something else. */
export function overwriteNumber(first: number, value: number): boolean {
  const { words, floats } = currentViews();
  if (words[first + cell.tag] !== tag.number) return false;
  floats[(first + cell.value) >> 1] = value;
  return true;
}

/** Whether what `readValue` gave is a copy, which has to be written back when it was changed. */
export function isCopy(first: number, value: unknown): boolean {
  return words()[first + cell.tag] === tag.snapshot && typeof value === "object" && value !== null;
}

/** Drops the handles in a copy that is not written back. */
export function endCopy(first: number, layout: Layout, lent: unknown): void {
  if (layout === undefined && hasHandles(snapshotBytes(first))) dropValue(lent);
}

/** Puts a copy back, changed or not, and drops the handles in it: those in the cell are the value's. A view is there already. */
export function writeBack(first: number, layout: Layout, lent: unknown): void {
  if (layout !== undefined) return;
  const held = hasHandles(snapshotBytes(first));
  try {
    writeValue(first, undefined, lent);
  } finally {
    if (held) dropValue(lent);
  }
}

function readSlow(first: number): unknown {
  switch (words()[first + cell.tag]) {
    case tag.undefined:
      return undefined;
    case tag.null:
      return null;
    case tag.false:
      return false;
    case tag.true:
      return true;
    case tag.number:
      return floats()[(first + cell.value) >> 1];
    default:
      return peekSnapshot(snapshotBytes(first));
  }
}

function writeSlow(first: number, value: unknown): void {
  const simple = tagOf(value);
  if (simple !== undefined) {
    clearValue(first);
    words()[first + cell.tag] = simple;
    return;
  }
  withSnapshot(value, "value", (snapshot) => {
    const block = allocate(snapshot.length);
    bytes().set(snapshot, block);
    clearValue(first);
    words()[first + cell.value] = block;
    words()[first + cell.value + 1] = snapshot.length;
    // Comes last: with this tag, whoever clears the cell frees the block.
    words()[first + cell.tag] = tag.snapshot;
  });
}

function tagOf(value: unknown): number | undefined {
  switch (value) {
    case undefined:
      return tag.undefined;
    case null:
      return tag.null;
    case false:
      return tag.false;
    case true:
      return tag.true;
    default:
      return undefined;
  }
}

/** The first float of a record. */
function fieldsOf(first: number): number {
  if (words()[first + cell.tag] === tag.record) return (first + cell.value) >> 1;
  const block = words()[first + cell.value]!;
  reach(block + cell.value);
  return block / bytesOfFloat;
}

/** A copy: the block may be freed, and text is not decoded from shared memory. */
function snapshotBytes(first: number): Uint8Array {
  const [block, length] = [words()[first + cell.value]!, words()[first + cell.value + 1]!];
  reach(block + length);
  return bytes().slice(block, block + length);
}

function discardOld(first: number): void {
  const snapshot = snapshotBytes(first);
  freeBlock(first);
  discardSnapshot(snapshot);
}

function freeBlock(first: number): void {
  const block = words()[first + cell.value]! as Address;
  words()[first + cell.tag] = tag.undefined;
  release(block);
}
