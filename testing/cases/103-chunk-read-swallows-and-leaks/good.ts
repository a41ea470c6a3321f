import { closeSync, openSync, readSync } from "node:fs";

export function readChunk(path: string, offset: number, length: number): Buffer | null {
  let fd: number | undefined;
  try {
    fd = openSync(path, "r");
    const chunk = Buffer.alloc(length);
    const got = readSync(fd, chunk, 0, length, offset);
    return chunk.subarray(0, got);
  } catch {
    return null;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
