/** Members that may be read after the end: `closed`, `destroyed`, results. */

import { createReadStream } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";

export async function drain(stream: ReadableStream<string>): Promise<string> {
  const reader = stream.getReader();
  let text = "";
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) text += step.value;
  } finally {
    reader.releaseLock();
  }
  await reader.closed.catch(() => {});
  return text;
}

export async function firstChunk(path: string): Promise<{ bytes: number; destroyed: boolean }> {
  const stream = createReadStream(path);
  await once(stream, "readable");
  stream.destroy();
  await once(stream, "close");
  return { bytes: stream.bytesRead, destroyed: stream.destroyed };
}

export async function exitCode(command: string): Promise<number | null> {
  const child = spawn(command);
  setTimeout(() => child.kill(), 1000).unref();
  await once(child, "exit");
  return child.killed ? null : child.exitCode;
}

export function decoderState(decoder: VideoDecoder): string {
  if (decoder.state !== "closed") decoder.close();
  return decoder.state;
}

export function dimensions(bitmap: ImageBitmap): string {
  const { width, height } = bitmap;
  bitmap.close();
  return `${width} x ${height}`;
}
