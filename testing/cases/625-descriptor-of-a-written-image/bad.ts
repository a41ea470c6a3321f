import * as fs from "node:fs";

export interface Rendered {
  readonly mime: "image/png" | "image/jpeg";
  toBuffer(): Buffer;
}

export function writeFileSync(path: string, image: Rendered, mode = 0o644): number {
  const fd = fs.openSync(path, "w", mode);
  const bytes = image.toBuffer();
  let written = 0;
  try {
    while (written < bytes.length) {
      written += fs.writeSync(fd, bytes, written, bytes.length - written, written);
    }
  } catch (error) {
    fs.closeSync(fd);
    throw error;
  }
  return written;
}
