/** Bytes that grow while they are written. */

/** `bytes` and `view` look at the same buffer, and are made anew when it grows. */
export interface ByteWriter {
  bytes: Uint8Array;
  view: DataView;
  length: number;
}

export function newByteWriter(): ByteWriter {
  const bytes = new Uint8Array(256);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}

export function writeByte(writer: ByteWriter, byte: number): void {
  if (writer.length === writer.bytes.length) growSlow(writer, 1);
  writer.bytes[writer.length++] = byte;
}

/** Seven bits a byte, the lowest first; for whole numbers up to 2^53. */
export function writeCount(writer: ByteWriter, count: number): void {
  let rest = count;
  while (rest > 0x7f) {
    writeByte(writer, (rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  writeByte(writer, rest);
}

export function writeFloat(writer: ByteWriter, value: number): void {
  makeRoom(writer, 8);
  writer.view.setFloat64(writer.length, value, true);
  writer.length += 8;
}

/** UTF-16 where a character needs it, else a byte a character: half a surrogate pair arrives as it was. */
export function writeText(writer: ByteWriter, text: string): void {
  const { length } = text;
  const start = writer.length;
  writeCount(writer, length * 2);
  makeRoom(writer, length);
  const { bytes } = writer;
  let end = writer.length;
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0xff) return writeWideSlow(writer, start, text);
    bytes[end++] = unit;
  }
  writer.length = end;
}

export function writeBytes(writer: ByteWriter, bytes: Uint8Array): void {
  writeCount(writer, bytes.length);
  makeRoom(writer, bytes.length);
  writer.bytes.set(bytes, writer.length);
  writer.length += bytes.length;
}

function writeWideSlow(writer: ByteWriter, start: number, text: string): void {
  writer.length = start;
  writeCount(writer, text.length * 2 + 1);
  makeRoom(writer, text.length * 2);
  const { view } = writer;
  for (let index = 0; index < text.length; index++) view.setUint16(writer.length + index * 2, text.charCodeAt(index), true);
  writer.length += text.length * 2;
}

function makeRoom(writer: ByteWriter, byteLength: number): void {
  if (writer.length + byteLength > writer.bytes.length) growSlow(writer, byteLength);
}

function growSlow(writer: ByteWriter, byteLength: number): void {
  const bytes = new Uint8Array(Math.max(writer.bytes.length * 2, writer.length + byteLength));
  bytes.set(writer.bytes);
  writer.bytes = bytes;
  writer.view = new DataView(bytes.buffer);
}
