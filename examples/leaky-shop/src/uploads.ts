/** Uploads: a reader locks its stream until it lets go. */

import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

/** Wrong: an upload that is too large keeps its stream locked, so nobody can cancel it. */
export async function readUpload(body: ReadableStream<Uint8Array>, maximum: number): Promise<Uint8Array[]> {
  const reader = body.getReader(); // planted: leaked-resource
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > maximum) throw new RangeError(`upload of more than ${maximum} bytes`);
    chunks.push(value);
  }
  reader.releaseLock();
  return chunks;
}

/** Right: cancels what it does not want, and lets go in any case. */
export async function firstBytes(body: ReadableStream<Uint8Array>, count: number): Promise<Uint8Array> {
  const reader = body.getReader();
  try {
    const { done, value } = await reader.read();
    await reader.cancel();
    return done ? new Uint8Array() : value.subarray(0, count);
  } finally {
    reader.releaseLock();
  }
}

/** Right: `for await` takes the lock and gives it back. */
export async function countBytes(body: ReadableStream<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of body) bytes += chunk.byteLength;
  return bytes;
}

/** Right: `close` waits for what was written and lets go; `abort` is for the way out that failed. */
export async function copyUpload(chunks: readonly Uint8Array[], target: WritableStream<Uint8Array>): Promise<void> {
  const writer = target.getWriter();
  try {
    for (const chunk of chunks) await writer.write(chunk);
    await writer.close();
  } catch (error) {
    await writer.abort(error);
    throw error;
  } finally {
    writer.releaseLock();
  }
}

/** Right: `pipeline` owns both ends. */
export async function saveUpload(chunks: readonly Uint8Array[], path: string): Promise<void> {
  await pipeline(Readable.from(chunks), createWriteStream(path));
}
