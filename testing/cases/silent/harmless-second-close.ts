/** A second `close`, `destroy`, `terminate` or `abort` that is documented to do nothing. */

import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createServer } from "node:net";
import { Worker } from "node:worker_threads";

export async function read(path: string): Promise<string> {
  const file = await open(path);
  try {
    const text = await file.readFile("utf8");
    await file.close();
    return text;
  } finally {
    await file.close();
  }
}

export function head(path: string, onChunk: (chunk: Buffer) => void): void {
  const stream = createReadStream(path, { end: 99 });
  stream.on("data", (chunk) => {
    onChunk(chunk as Buffer);
    stream.destroy();
  });
  stream.on("end", () => stream.destroy());
  stream.on("error", () => stream.destroy());
}

export async function compute(file: string): Promise<void> {
  const worker = new Worker(file);
  try {
    await new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    await worker.terminate();
  } finally {
    await worker.terminate();
  }
}

export function frames(frame: VideoFrame, paint: (frame: VideoFrame) => void): void {
  try {
    paint(frame);
    frame.close();
  } finally {
    frame.close();
  }
}

export function port(): number {
  const controller = new AbortController();
  const server = createServer().listen({ port: 0, signal: controller.signal });
  const address = server.address() as { port: number } | null;
  controller.abort();
  server.close();
  return address?.port ?? 0;
}
