import { closeSync, openSync, readSync } from "node:fs";

export function readChunk(path: string, offset: number, length: number): Buffer | null {
  try {
    const fd = openSync(path, "r");
    const chunk = Buffer.alloc(length);
    const got = readSync(fd, chunk, 0, length, offset);
    closeSync(fd);
    return chunk.subarray(0, got);
  } catch {
    return null;
  }
}
