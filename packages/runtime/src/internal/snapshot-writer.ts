/** One value as bytes, depth first: its tag, then what the tag says. */

import { writeByte, writeBytes, writeCount, writeFloat, writeText, type ByteWriter } from "./byte-writer.ts";
import { isCloneable, isDetached, whyStuck } from "./cloneable.ts";
import { NotSendError } from "./errors.ts";
import { nameOf } from "./misuse.ts";
import { shareableOf } from "./shareable.ts";
import { errorNames, tags, viewNames } from "./snapshot-tags.ts";
import { pathTo } from "./value-path.ts";

interface Writing {
  readonly to: ByteWriter;
  /** The number of each object that was begun. */
  readonly numbers: Map<object, number>;
  readonly handles: object[];
}

/** `new Number(1)` and the like. */
const boxes: readonly unknown[] = [Number.prototype, String.prototype, Boolean.prototype, BigInt.prototype];

/** Gives the handles that were met, in the order of their indexes. Throws `NotSendError` for what cannot cross; `name` is the value's. */
export function writeValue(to: ByteWriter, value: unknown, name: string): readonly object[] {
  const writing: Writing = { to, numbers: new Map(), handles: [] };
  try {
    write(writing, value);
  } catch (error) {
    throw error instanceof Unsendable ? notSend(error.culprit, value, name) : error;
  }
  return writing.handles;
}

/** Carries what cannot cross up to where the whole value is known, and never leaves this file. */
class Unsendable extends Error {
  readonly culprit: unknown;

  constructor(culprit: unknown) {
    super("cannot cross");
    this.culprit = culprit;
  }
}

function notSend(culprit: unknown, value: unknown, name: string): NotSendError {
  const path = `\`${pathTo(culprit, value, name)}\``;
  const what = `${path} is ${nameOf(culprit)}, which`;
  if (typeof culprit === "object" && culprit !== null && isCloneable(culprit)) {
    const stuck = whyStuck(culprit);
    if (stuck !== undefined) return new NotSendError(`${path} is ${stuck}`);
    return new NotSendError(`${what} cannot be written as bytes: give it to the thread among the arguments of \`thread.spawn\``);
  }
  return new NotSendError(`${what} cannot cross to another thread: send its data instead`);
}

function write(writing: Writing, value: unknown): void {
  const { to } = writing;
  switch (typeof value) {
    case "undefined":
      return writeByte(to, tags.undefined);
    case "boolean":
      return writeByte(to, value ? tags.true : tags.false);
    case "number":
      return writeNumber(to, value);
    case "bigint":
      writeByte(to, tags.bigint);
      return writeText(to, value < 0n ? `-${(-value).toString(16)}` : value.toString(16));
    case "string":
      writeByte(to, tags.text);
      return writeText(to, value);
    case "object":
      return value === null ? writeByte(to, tags.null) : writeObject(writing, value);
    default:
      throw new Unsendable(value);
  }
}

function writeNumber(to: ByteWriter, value: number): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0) || Math.abs(value) > 2 ** 48) {
    writeByte(to, tags.float);
    return writeFloat(to, value);
  }
  writeByte(to, tags.whole);
  writeCount(to, value < 0 ? -value * 2 + 1 : value * 2);
}

function writeObject(writing: Writing, value: object): void {
  const { to, numbers } = writing;
  const number = numbers.get(value);
  if (number !== undefined) {
    writeByte(to, tags.again);
    return writeCount(to, number);
  }
  numbers.set(value, numbers.size);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return writeRecord(writing, tags.record, value);
  if (Array.isArray(value)) return writeList(writing, value);
  if (prototype === Map.prototype) return writeMap(writing, value as Map<unknown, unknown>);
  if (prototype === Set.prototype) return writeSet(writing, value as Set<unknown>);
  if (ArrayBuffer.isView(value)) return writeView(writing, value);
  if (value instanceof Error) return writeError(writing, value);
  return writeOther(writing, value, prototype);
}

function writeOther(writing: Writing, value: object, prototype: unknown): void {
  const { to } = writing;
  if (value instanceof ArrayBuffer) {
    if (isDetached(value)) throw new Unsendable(value);
    return writeBuffer(to, value);
  }
  // oxlint-disable-next-line no-restricted-globals -- a date that is given, not the time
  if (prototype === Date.prototype) {
    writeByte(to, tags.date);
    return writeFloat(to, (value as Date).getTime());
  }
  if (prototype === RegExp.prototype) {
    writeByte(to, tags.regexp);
    writeText(to, (value as RegExp).source);
    return writeText(to, (value as RegExp).flags);
  }
  if (shareableOf(value) !== undefined) {
    writeByte(to, tags.handle);
    return writeCount(to, writing.handles.push(value) - 1);
  }
  if (boxes.includes(prototype)) {
    writeByte(to, tags.boxed);
    return write(writing, value.valueOf());
  }
  // Also what another realm made of `{}`; what has a class of its own would lose it.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return writeRecord(writing, tags.record, value);
  throw new Unsendable(value);
}

/** A getter may take fields away while others are read: what is written then is what structured cloning makes of it, `undefined`. */
function writeRecord(writing: Writing, tag: number, value: object): void {
  const keys = Object.keys(value);
  writeByte(writing.to, tag);
  writeCount(writing.to, keys.length);
  for (const key of keys) {
    writeText(writing.to, key);
    write(writing, (value as Readonly<Record<string, unknown>>)[key]);
  }
}

function writeList(writing: Writing, value: readonly unknown[]): void {
  const { length } = value;
  if (!isDense(value)) {
    writeByte(writing.to, tags.sparse);
    writeCount(writing.to, length);
    return writeRecord(writing, tags.record, value);
  }
  writeByte(writing.to, tags.list);
  writeCount(writing.to, length);
  for (let index = 0; index < length; index++) write(writing, value[index]);
}

/** Indexes come first among the keys, so as many keys as elements, and the last index at the end, are neither holes nor names. */
function isDense(list: readonly unknown[]): boolean {
  const keys = Object.keys(list);
  return keys.length === list.length && (keys.length === 0 || keys.at(-1) === String(list.length - 1));
}

/** Of a copy, since a getter may change it. */
function writeMap(writing: Writing, value: ReadonlyMap<unknown, unknown>): void {
  writeByte(writing.to, tags.map);
  writeCount(writing.to, value.size);
  for (const [key, content] of Array.from(value)) {
    write(writing, key);
    write(writing, content);
  }
}

function writeSet(writing: Writing, value: ReadonlySet<unknown>): void {
  writeByte(writing.to, tags.set);
  writeCount(writing.to, value.size);
  for (const content of Array.from(value)) write(writing, content);
}

function writeView(writing: Writing, value: ArrayBufferView): void {
  const kind = viewNames.indexOf(Object.prototype.toString.call(value).slice("[object ".length, -1));
  if (kind === -1 || isDetached(value.buffer)) throw new Unsendable(value);
  writeByte(writing.to, tags.view);
  writeByte(writing.to, kind);
  writeCount(writing.to, value.byteOffset);
  writeCount(writing.to, "length" in value ? (value as Uint8Array).length : value.byteLength);
  write(writing, value.buffer);
}

/** Which buffers can grow is newer than the oldest engine. */
interface Resizable {
  readonly resizable?: boolean;
  readonly maxByteLength?: number;
}

function writeBuffer(to: ByteWriter, value: ArrayBuffer): void {
  const { resizable, maxByteLength } = value as Resizable;
  if (resizable === true && maxByteLength !== undefined) {
    writeByte(to, tags.growing);
    writeCount(to, maxByteLength);
  } else {
    writeByte(to, tags.buffer);
  }
  writeBytes(to, new Uint8Array(value));
}

/** As structured cloning: kind, message and stack; and the cause. */
function writeError(writing: Writing, value: Error): void {
  writeByte(writing.to, tags.error);
  writeByte(writing.to, Math.max(errorNames.indexOf(value.name), 0));
  write(writing, Object.hasOwn(value, "message") ? value.message : undefined);
  write(writing, typeof value.stack === "string" ? value.stack : undefined);
  if (!Object.hasOwn(value, "cause")) return writeByte(writing.to, tags.false);
  writeByte(writing.to, tags.true);
  write(writing, value.cause);
}
