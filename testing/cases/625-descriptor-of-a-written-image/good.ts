import * as fs from "node:fs";

export interface Rendered {
  readonly mime: "image/png" | "image/jpeg";
  toBuffer(): Buffer;
}

export function writeFileSync(path: string, image: Rendered, mode = 0o644): number {
  const bytes = image.toBuffer();
  const fd = fs.openSync(path, "w", mode);
  let written = 0;
  try {
    while (written < bytes.length) {
      written += fs.writeSync(fd, bytes, written, bytes.length - written, written);
    }
  } finally {
    fs.closeSync(fd);
  }
  return written;
}
