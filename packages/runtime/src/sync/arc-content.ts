/** What an `Arc` owns, in the cell or as a handle of something else, and what the handles of one thread know of it. */

import { load } from "#atomics";
import { cellFromWire, cellKind, cellToWire, dropCell, keepCell, makeCell, type CellWire } from "../internal/cells.ts";
import { cloneValue } from "../internal/clone.ts";
import { MisuseError } from "../internal/errors.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { handleFromWire, shareableOf } from "../internal/shareable.ts";
import { countDown, countUp } from "./count-word.ts";
import {
  clearValue,
  copyValue,
  initialize,
  layoutFromWire,
  layoutToWire,
  takeValue,
  writeValue,
  type Layout,
  type LayoutWire,
} from "./storage.ts";

/** What the value is, when it is a handle: the cell's own share of it, as it would be sent. */
interface HandleWire {
  readonly tag: string;
  readonly data: unknown;
}

/** All owners of one thread that were cloned from each other share one. */
export interface ArcCore {
  readonly address: Address;
  readonly first: number;
  /** The index of the word that counts owners. */
  readonly strong: number;
  readonly layout: Layout;
  readonly handle: HandleWire | undefined;
  /** The value as this thread sees it, once it was asked for. */
  seen: { readonly value: unknown } | undefined;
  /** How many owners of this thread share this. */
  owners: number;
}

/** An `Arc` counts as an owner of the value, an `ArcWeak` does not: one must not arrive as the other. */
export type ArcSide = "strong" | "weak";

export interface ArcWire extends CellWire {
  readonly side: ArcSide;
  readonly layout: LayoutWire;
  readonly handle: HandleWire | undefined;
}

/** A cell with one owner. Throws `NotSendError` when the value cannot be shared. */
export function makeArc(value: unknown): ArcCore {
  const address = makeCell(cellKind.arc);
  const first = address >> 2;
  try {
    const handle = handleToWire(value);
    const layout = handle === undefined ? initialize(first, value) : undefined;
    countUp(first + cell.word);
    const seen = handle === undefined ? undefined : { value };
    return { address, first, strong: first + cell.word, layout, handle, seen, owners: 1 };
  } catch (error) {
    dropCell(address, clearValue);
    throw error;
  }
}

/** What this thread knows when an owner or a `Weak` has arrived. */
export function arcFromWire(wire: unknown, as: ArcSide): ArcCore {
  const address = cellFromWire(cellKind.arc, wire);
  const { layout, handle, side } = wire as Partial<ArcWire>;
  if (side !== as) throw new MisuseError(`this message tells of no ${as} handle of an \`Arc\``);
  if (handle !== undefined && typeof handle.tag !== "string") throw new MisuseError("this message tells of no handle that an `Arc` has");
  const first = address >> 2;
  // The value may be gone when a `Weak` arrives: its layout is asked for no more.
  const isAlive = handle === undefined && load(first + cell.word) > 0;
  const read = isAlive ? layoutFromWire(first, layout) : undefined;
  return { address, first, strong: first + cell.word, layout: read, handle, seen: undefined, owners: 1 };
}

/** Names the cell in a message, which counts as a handle of it. */
export function arcToWire({ address, layout, handle }: ArcCore, side: ArcSide): ArcWire {
  return { ...cellToWire(address), side, layout: layoutToWire(layout), handle };
}

/** The value as this thread sees it: the same at each call. There must be an owner. */
export function valueOf(core: ArcCore): unknown {
  core.seen ??= { value: core.handle === undefined ? copyValue(core.first, core.layout) : borrowHandle(core.handle) };
  return core.seen.value;
}

/** Moves the value out of a cell that has no owner any more. */
export function takeContent(core: ArcCore): unknown {
  if (core.handle === undefined) return takeValue(core.first, core.layout);
  const own = handleFromWire(core.handle.tag, core.handle.data);
  if (core.seen === undefined) return own;
  // This thread has a handle already, which is the one that everybody here knows.
  (own as Disposable)[Symbol.dispose]();
  const { value } = core.seen;
  core.seen = undefined;
  return value;
}

/** Puts another value in. The caller is the only owner. */
export function writeContent(core: ArcCore, value: unknown): void {
  if (core.handle !== undefined) throw new MisuseError("this `Arc` owns a handle, which cannot be overwritten: make another `Arc`");
  writeValue(core.first, core.layout, value);
  core.seen = undefined;
}

/** A value of its own, for another `Arc`. Throws `MisuseError` when it is a handle without `clone()`. */
export function copyContent(core: ArcCore): unknown {
  return core.handle === undefined ? copyValue(core.first, core.layout) : cloneValue(valueOf(core));
}

/** One owner less. Gives what is to be dropped now: what this thread saw, and with the last owner the value. */
export function leaveArc(core: ArcCore): unknown {
  const own = countDown(core.strong) ? dropContent(core) : undefined;
  const seen = leaveCounted(core);
  return own === undefined ? seen : [seen, own];
}

/** The same for an owner that is counted down already, and was not the last. */
export function leaveCounted(core: ArcCore): unknown {
  core.owners -= 1;
  const seen = core.owners === 0 ? core.seen?.value : undefined;
  if (core.owners === 0) core.seen = undefined;
  dropArc(core);
  return seen;
}

/** One handle of the cell more, in this thread. */
export function keepArc(core: ArcCore): void {
  keepCell(core.address);
}

/** One handle of the cell less. The value was taken or dropped with its last owner. */
export function dropArc(core: ArcCore): void {
  dropCell(core.address, () => {});
}

/** The value goes with its last owner. Gives the share of the cell, if it was a handle. */
function dropContent(core: ArcCore): object | undefined {
  if (core.handle !== undefined) return handleFromWire(core.handle.tag, core.handle.data);
  clearValue(core.first);
  return undefined;
}

function handleToWire(value: unknown): HandleWire | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const shareable = shareableOf(value);
  return shareable === undefined ? undefined : { tag: shareable.tag, data: shareable.toWire(value) };
}

/** A handle of this thread's own; the cell keeps its share. */
function borrowHandle({ tag, data }: HandleWire): object {
  const handle = handleFromWire(tag, data);
  shareableOf(handle)!.toWire(handle);
  return handle;
}
