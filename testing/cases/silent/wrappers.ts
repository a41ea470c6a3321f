/** One obligation, two handles: closing the wrapper, or giving it away, is enough. */

import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

export class LineFile implements AsyncDisposable {
  constructor(private readonly file: Awaited<ReturnType<typeof open>>) {}
  async lines(): Promise<string[]> {
    return (await this.file.readFile("utf8")).split("\n");
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await this.file.close();
  }
}

export async function lineFile(path: string): Promise<LineFile> {
  return new LineFile(await open(path));
}

export async function countLines(path: string): Promise<number> {
  await using file = new LineFile(await open(path));
  return (await file.lines()).length;
}

export async function longest(path: string): Promise<number> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  let length = 0;
  for await (const line of lines) length = Math.max(length, line.length);
  return length;
}

export async function compress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createGzip(), createWriteStream(to));
}

export async function download(url: string): Promise<Response> {
  const response = await fetch(url);
  if (response.body === null) return response;
  return new Response(response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new TextEncoderStream()), response);
}
