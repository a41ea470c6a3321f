/** Reads what `byte-writer.ts` wrote. Every read is checked: the bytes may come from anywhere. */

import { MisuseError } from "./errors.ts";

export interface ByteReader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  position: number;
}

export function newByteReader(bytes: Uint8Array): ByteReader {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), position: 0 };
}

export function readByte(reader: ByteReader): number {
  const byte = reader.bytes[reader.position];
  if (byte === undefined) throw damaged();
  reader.position += 1;
  return byte;
}

export function readCount(reader: ByteReader): number {
  let count = 0;
  for (let scale = 1; scale <= 2 ** 49; scale *= 0x80) {
    const byte = readByte(reader);
    if (byte < 0x80) return count + byte * scale;
    count += (byte - 0x80) * scale;
  }
  throw damaged();
}

/** A count of things that take at least a byte each, so that nobody is made to allocate more than was sent. */
export function readCountOfParts(reader: ByteReader): number {
  const count = readCount(reader);
  expectRest(reader, count);
  return count;
}

export function readFloat(reader: ByteReader): number {
  expectRest(reader, 8);
  const value = reader.view.getFloat64(reader.position, true);
  reader.position += 8;
  return value;
}

export function readText(reader: ByteReader): string {
  const count = readCount(reader);
  return count % 2 === 0 ? readNarrow(reader, count / 2) : readWide(reader, (count - 1) / 2);
}

/** A copy: what is read may be freed. */
export function readBytes(reader: ByteReader): Uint8Array<ArrayBuffer> {
  const length = readCountOfParts(reader);
  const bytes = new Uint8Array(length);
  bytes.set(reader.bytes.subarray(reader.position, reader.position + length));
  reader.position += length;
  return bytes;
}

/** What reading throws for bytes that no thread of ours wrote. */
export function damaged(): MisuseError {
  return new MisuseError("a message cannot be read: its bytes were not written by this version of `freehold`");
}

/** As many characters as can be the arguments of one call. */
const chunk = 4096;

function readNarrow(reader: ByteReader, length: number): string {
  expectRest(reader, length);
  let text = "";
  const end = reader.position + length;
  for (let start = reader.position; start < end; start += chunk) {
    text += String.fromCharCode.apply(null, reader.bytes.subarray(start, Math.min(start + chunk, end)) as unknown as number[]);
  }
  reader.position = end;
  return text;
}

function readWide(reader: ByteReader, length: number): string {
  expectRest(reader, length * 2);
  let text = "";
  for (let start = 0; start < length; start += chunk) {
    const units: number[] = [];
    for (let index = start; index < Math.min(start + chunk, length); index++)
      units.push(reader.view.getUint16(reader.position + index * 2, true));
    text += String.fromCharCode(...units);
  }
  reader.position += length * 2;
  return text;
}

function expectRest(reader: ByteReader, byteLength: number): void {
  if (byteLength > reader.bytes.length - reader.position) throw damaged();
}
