import * as fs from "node:fs";

export function lastLine(path: string, window = 4096): string {
  const { size } = fs.statSync(path);
  const start = Math.max(0, size - window);
  const buffer = Buffer.alloc(size - start);
  const fd = fs.openSync(path, "r");
  try {
    fs.readSync(fd, buffer, 0, buffer.length, start);
  } finally {
    fs.closeSync(fd);
  }
  return buffer.toString("utf8").trimEnd().split("\n").at(-1) ?? "";
}
