import * as fs from "node:fs";

const maximumHeader = 512 * 1024;

export function readHeader(path: string): Uint8Array {
  const descriptor = fs.openSync(path, "r");
  try {
    const { size } = fs.fstatSync(descriptor);
    if (size <= 0) throw new Error("Empty file");
    const header = new Uint8Array(Math.min(size, maximumHeader));
    fs.readSync(descriptor, header, 0, header.length, 0);
    return header;
  } finally {
    fs.closeSync(descriptor);
  }
}
