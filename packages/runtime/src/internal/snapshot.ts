/**
 * Any value that can be cloned, as bytes: what crosses threads through shared memory. As `structuredClone`, but a class's instance is
 * refused instead of losing its class, an error keeps its cause, and shared handles arrive as handles.
 */

import { damaged, newByteReader, readCountOfParts, readText, type ByteReader } from "./byte-reader.ts";
import { newByteWriter, writeCount, writeText, type ByteWriter } from "./byte-writer.ts";
import { FreeholdError } from "./errors.ts";
import { handleFromWire, shareableOf } from "./shareable.ts";
import { readValue } from "./snapshot-reader.ts";
import { writeValue } from "./snapshot-writer.ts";

/** Where the table of handles begins, 0 without one: four bytes. */
const headerLength = 4;

/** One that is not in use. A getter inside of a value may send something itself, and gets another one. */
let spare: ByteWriter | undefined;

/**
 * Gives the bytes to `use`, for as long as it runs. `name` is what the caller calls the value, for errors.
 * Throws `NotSendError` with the path to what cannot cross; then no handle was counted up.
 */
export function withSnapshot<R>(value: unknown, name: string, use: (bytes: Uint8Array) => R): R {
  const writer = spare ?? newByteWriter();
  spare = undefined;
  writer.length = headerLength;
  const handles = writeValue(writer, value, name);
  writer.view.setUint32(0, handles.length === 0 ? 0 : writer.length, true);
  if (handles.length > 0) writeHandles(writer, handles);
  const result = use(writer.bytes.subarray(0, writer.length));
  spare = writer;
  return result;
}

/** The value that was written. Each snapshot is read, or discarded, exactly once: it owns what its handles own. */
export function readSnapshot(bytes: Uint8Array): unknown {
  const reader = newByteReader(bytes);
  const handles = readHandles(reader);
  reader.position = headerLength;
  try {
    return readValue(reader, handles);
  } catch (error) {
    disposeAll(handles);
    throw error instanceof FreeholdError ? error : damaged();
  }
}

/** The value as it is now; the snapshot stays whole, and the handles in the value are more handles of the same. */
export function peekSnapshot(bytes: Uint8Array): unknown {
  const reader = newByteReader(bytes);
  const handles = readHandles(reader);
  // What the snapshot owned went into the handles: it gets the same again, before anybody can drop one.
  for (const handle of handles) shareableOf(handle)!.toWire(handle);
  reader.position = headerLength;
  return readValue(reader, handles);
}

/** Whether the value has handles in it. */
export function hasHandles(bytes: Uint8Array): boolean {
  return newByteReader(bytes).view.getUint32(0, true) !== 0;
}

/** Instead of reading it: drops the handles in it. */
export function discardSnapshot(bytes: Uint8Array): void {
  disposeAll(readHandles(newByteReader(bytes)));
}

/** Their number, then tag and data of each. */
function writeHandles(writer: ByteWriter, handles: readonly object[]): void {
  const sent = toWireAll(handles);
  writeCount(writer, sent.length);
  for (const { tag, data } of sent) {
    writeText(writer, tag);
    writeValue(writer, data, tag);
  }
}

interface Sent {
  readonly tag: string;
  readonly data: unknown;
}

/** All or none: when one has ended, those before it are taken back. */
function toWireAll(handles: readonly object[]): readonly Sent[] {
  const sent: Sent[] = [];
  try {
    for (const handle of handles) {
      const { tag, toWire } = shareableOf(handle)!;
      sent.push({ tag, data: toWire(handle) });
    }
  } catch (error) {
    disposeAll(sent.map(({ tag, data }) => handleFromWire(tag, data)));
    throw error;
  }
  return sent;
}

function readHandles(reader: ByteReader): readonly object[] {
  if (reader.bytes.length < headerLength) throw damaged();
  const start = reader.view.getUint32(0, true);
  const handles: object[] = [];
  if (start === 0) return handles;
  reader.position = start;
  try {
    for (let count = readCountOfParts(reader); count > 0; count--) handles.push(handleFromWire(readText(reader), readValue(reader, [])));
  } catch (error) {
    disposeAll(handles);
    throw error instanceof FreeholdError ? error : damaged();
  }
  return handles;
}

function disposeAll(handles: readonly object[]): void {
  for (const handle of handles) (handle as Partial<Disposable>)[Symbol.dispose]?.();
}
