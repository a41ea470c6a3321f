/** Streams, hashes and encoders that hold nothing but memory. */

import { createHash } from "node:crypto";
import { PassThrough, Readable, Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createGunzip, createGzip } from "node:zlib";

export function digest(parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

export async function compressed(text: string): Promise<Buffer> {
  return buffer(Readable.from([text]).pipe(createGzip()));
}

export function splitter(): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      done(null, chunk.toString("utf8").replaceAll("\r\n", "\n"));
    },
  });
}

export function tee(source: Readable): [Readable, Readable] {
  const left = new PassThrough();
  const right = new PassThrough();
  source.pipe(left);
  source.pipe(right);
  return [left, right];
}

export async function inflate(bytes: Uint8Array): Promise<string> {
  const unzip = createGunzip();
  unzip.end(bytes);
  const whole = await buffer(unzip);
  return whole.toString("utf8");
}
