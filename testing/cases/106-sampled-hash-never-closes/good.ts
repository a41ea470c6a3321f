import { createHash } from "node:crypto";
import * as fs from "node:fs";

const sample = 16 * 1024;

export function fingerprint(path: string, size: number): string {
  let data: Buffer;
  if (size < 3 * sample) {
    data = fs.readFileSync(path);
  } else {
    data = Buffer.alloc(3 * sample);
    const fd = fs.openSync(path, "r");
    try {
      fs.readSync(fd, data, 0, sample, 0);
      fs.readSync(fd, data, sample, sample, Math.floor(size / 2));
      fs.readSync(fd, data, 2 * sample, sample, size - sample);
    } finally {
      fs.closeSync(fd);
    }
  }
  return createHash("md5").update(data).update(String(size)).digest("hex");
}
