/** Streams piped together end together, or `pipeline` ends them. */

import { createReadStream, createWriteStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliCompress } from "node:zlib";

export async function copy(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createWriteStream(to));
}

export async function serve(path: string, response: ServerResponse): Promise<void> {
  response.setHeader("content-encoding", "br");
  await pipeline(createReadStream(path), createBrotliCompress(), response);
}

export async function receive(request: IncomingMessage, path: string): Promise<void> {
  await pipeline(request, createWriteStream(path));
}

export function body(path: string): Readable {
  const file = createReadStream(path);
  const through = new PassThrough();
  file.on("error", (error) => through.destroy(error));
  through.on("close", () => file.destroy());
  return file.pipe(through);
}

export async function toWeb(stream: ReadableStream<Uint8Array>, writable: WritableStream<Uint8Array>): Promise<void> {
  await stream.pipeThrough(new CompressionStream("gzip") as unknown as TransformStream<Uint8Array, Uint8Array>).pipeTo(writable);
}

export async function count(path: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of createReadStream(path)) bytes += (chunk as Buffer).length;
  return bytes;
}

export function appendLine(path: string, line: string): void {
  const out = createWriteStream(path, { flags: "a" });
  out.end(`${line}\n`);
}
