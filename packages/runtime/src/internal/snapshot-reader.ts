/** The value of a snapshot, read as `snapshot-writer.ts` wrote it. */

import { damaged, readByte, readBytes, readCount, readCountOfParts, readFloat, readText, type ByteReader } from "./byte-reader.ts";
import { errorTypes, tags, viewTypes } from "./snapshot-tags.ts";

interface Reading {
  readonly from: ByteReader;
  /** Every object that was begun, by its number. */
  readonly seen: object[];
  readonly handles: readonly object[];
}

/** Throws whatever damaged bytes lead to. */
export function readValue(from: ByteReader, handles: readonly object[]): unknown {
  return read({ from, seen: [], handles });
}

function read(reading: Reading): unknown {
  const { from } = reading;
  const tag = readByte(from);
  switch (tag) {
    case tags.undefined:
      return undefined;
    case tags.null:
      return null;
    case tags.false:
      return false;
    case tags.true:
      return true;
    case tags.whole:
      return readWhole(from);
    case tags.float:
      return readFloat(from);
    case tags.bigint:
      return readBigint(from);
    case tags.text:
      return readText(from);
    case tags.again:
      return known(reading.seen, readCount(from));
    default:
      return readObject(reading, tag);
  }
}

function readWhole(from: ByteReader): number {
  const count = readCount(from);
  return count % 2 === 0 ? count / 2 : -(count - 1) / 2;
}

function readBigint(from: ByteReader): bigint {
  const text = readText(from);
  return text.startsWith("-") ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`);
}

function readObject(reading: Reading, tag: number): object {
  const { from, seen } = reading;
  switch (tag) {
    case tags.record:
      return readFields(reading, begun(seen, {}));
    case tags.list:
      return readList(reading);
    case tags.sparse:
      return readSparse(reading);
    case tags.map:
      return readMap(reading);
    case tags.set:
      return readSet(reading);
    case tags.date:
      // oxlint-disable-next-line no-restricted-globals -- a date that was given, not the time
      return begun(seen, new Date(readFloat(from)));
    case tags.regexp:
      return begun(seen, new RegExp(readText(from), readText(from)));
    case tags.buffer:
      return begun(seen, readBytes(from).buffer);
    case tags.growing:
      return readGrowing(reading);
    case tags.view:
      return readView(reading);
    case tags.error:
      return readError(reading);
    case tags.boxed:
      return begun(seen, Object(read(reading)) as object);
    case tags.handle:
      return begun(seen, known(reading.handles, readCount(from)));
    default:
      throw damaged();
  }
}

function readFields<T extends object>(reading: Reading, target: T): T {
  for (let count = readCountOfParts(reading.from); count > 0; count--) {
    const key = readText(reading.from);
    const value = read(reading);
    // Assigning to it would change the prototype.
    if (key === "__proto__") Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
    else (target as Record<string, unknown>)[key] = value;
  }
  return target;
}

function readList(reading: Reading): object {
  const list: unknown[] = begun(reading.seen, []);
  for (let count = readCountOfParts(reading.from); count > 0; count--) list.push(read(reading));
  return list;
}

function readSparse(reading: Reading): object {
  const list: unknown[] = begun(reading.seen, []);
  list.length = readCount(reading.from);
  if (readByte(reading.from) !== tags.record) throw damaged();
  return readFields(reading, list);
}

function readMap(reading: Reading): object {
  const map = begun(reading.seen, new Map<unknown, unknown>());
  for (let count = readCountOfParts(reading.from); count > 0; count--) map.set(read(reading), read(reading));
  return map;
}

function readSet(reading: Reading): object {
  const set = begun(reading.seen, new Set<unknown>());
  for (let count = readCountOfParts(reading.from); count > 0; count--) set.add(read(reading));
  return set;
}

/** Engines that cannot make one that grows give one that does not. */
function readGrowing(reading: Reading): object {
  const maxByteLength = readCount(reading.from);
  const bytes = readBytes(reading.from);
  const Growing = ArrayBuffer as new (byteLength: number, options: { readonly maxByteLength: number }) => ArrayBuffer;
  const buffer = new Growing(bytes.length, { maxByteLength });
  new Uint8Array(buffer).set(bytes);
  return begun(reading.seen, buffer);
}

/** The view is numbered before its buffer, which it needs. */
function readView(reading: Reading): object {
  const { from, seen } = reading;
  const number = seen.push(seen) - 1;
  const View = viewTypes[readByte(from)] as (new (buffer: ArrayBuffer, offset: number, length: number) => ArrayBufferView) | undefined;
  const offset = readCount(from);
  const length = readCount(from);
  const buffer = read(reading);
  if (View === undefined || !(buffer instanceof ArrayBuffer)) throw damaged();
  const view = new View(buffer, offset, length);
  seen[number] = view;
  return view;
}

function readError(reading: Reading): object {
  const { from, seen } = reading;
  const Type = errorTypes[readByte(from)];
  if (Type === undefined) throw damaged();
  const error = begun(seen, new Type());
  const message = read(reading);
  const stack = read(reading);
  if (message !== undefined) define(error, "message", message);
  define(error, "stack", stack);
  if (read(reading) === true) define(error, "cause", read(reading));
  return error;
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true });
}

/** Gives it the next number. */
function begun<T extends object>(seen: object[], value: T): T {
  seen.push(value);
  return value;
}

function known(values: readonly object[], index: number): object {
  const value = values[index];
  if (value === undefined) throw damaged();
  return value;
}
