/** Streams of files and of the web are read, written and passed on, in the ways people write that. */

import * as fs from "node:fs";
import fsp from "node:fs/promises";
import { pipeline, Readable, Transform, PassThrough, Writable, finished } from "node:stream";
import { pipeline as pipe, finished as done } from "node:stream/promises";
import * as zlib from "node:zlib";
import * as crypto from "node:crypto";
import * as readline from "node:readline";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import https from "node:https";
import path from "node:path";

export async function gzip(from: string, to: string): Promise<void> {
  await pipe(fs.createReadStream(from), zlib.createGzip(), fs.createWriteStream(to));
}
export function gzipCb(from: string, to: string, cb: (e: Error | null) => void): void {
  pipeline(fs.createReadStream(from), zlib.createGzip(), fs.createWriteStream(to), cb);
}
export function hash(file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const h = crypto.createHash("sha256");
    const stream = fs.createReadStream(file);
    stream.on("data", (c) => h.update(c));
    stream.on("end", () => resolve(h.digest("hex")));
    stream.on("error", reject);
  });
}
export async function hash2(file: string): Promise<string> {
  const h = crypto.createHash("sha256");
  for await (const chunk of fs.createReadStream(file)) h.update(chunk);
  return h.digest("hex");
}
export async function hash3(file: string): Promise<string> {
  const h = crypto.createHash("sha256");
  const stream = fs.createReadStream(file);
  stream.pipe(h);
  await once(stream, "end");
  return h.digest("hex");
}
export async function count(file: string): Promise<number> {
  const stream = fs.createReadStream(file);
  const lines = readline.createInterface({ input: stream, crlfDelay: Infinity });
  let n = 0;
  for await (const _ of lines) n++;
  return n;
}
export async function firstLine(file: string): Promise<string | undefined> {
  const stream = fs.createReadStream(file);
  const lines = readline.createInterface({ input: stream });
  try {
    for await (const line of lines) return line;
    return undefined;
  } finally {
    lines.close();
    stream.destroy();
  }
}
export function download(url: string, to: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const file = fs.createWriteStream(to);
    https
      .get(url, (response) => {
        response.pipe(file);
        file.on("finish", () => {
          file.close(() => resolve());
        });
      })
      .on("error", (error) => {
        file.destroy();
        fs.unlink(to, () => reject(error));
      });
  });
}
export function download2(url: string, to: string): Promise<void> {
  return new Promise((resolve, reject) => {
    https
      .get(url, (response) => {
        if (response.statusCode !== 200) {
          response.resume();
          reject(new Error(String(response.statusCode)));
          return;
        }
        const file = fs.createWriteStream(to);
        pipeline(response, file, (e) => (e ? reject(e) : resolve()));
      })
      .on("error", reject);
  });
}
export function serveFile(req: IncomingMessage, res: ServerResponse, root: string): void {
  const stream = fs.createReadStream(path.join(root, req.url ?? "/"));
  stream.on("error", () => {
    res.statusCode = 404;
    res.end();
  });
  res.on("close", () => stream.destroy());
  stream.pipe(res);
}
export function serveFile2(_: IncomingMessage, res: ServerResponse, file: string): void {
  pipeline(fs.createReadStream(file), res, (error) => {
    if (error) res.destroy(error);
  });
}
export async function serveFile3(res: ServerResponse, file: string): Promise<void> {
  const handle = await fsp.open(file);
  try {
    const { size } = await handle.stat();
    res.setHeader("content-length", size);
    await pipe(handle.createReadStream({ autoClose: false }), res);
  } finally {
    await handle.close();
  }
}
export async function serveFile4(res: ServerResponse, file: string): Promise<void> {
  const handle = await fsp.open(file);
  const stream = handle.createReadStream();
  await pipe(stream, res);
}
export async function copy(from: string, to: string): Promise<void> {
  const input = await fsp.open(from);
  try {
    const output = await fsp.open(to, "w");
    try {
      const buffer = Buffer.alloc(65536);
      for (;;) {
        const { bytesRead } = await input.read(buffer);
        if (bytesRead === 0) break;
        await output.write(buffer, 0, bytesRead);
      }
    } finally {
      await output.close();
    }
  } finally {
    await input.close();
  }
}
export async function writeAll(to: string, items: AsyncIterable<string>): Promise<void> {
  const out = fs.createWriteStream(to);
  for await (const item of items) {
    if (!out.write(item)) await once(out, "drain");
  }
  out.end();
  await done(out);
}
export async function writeAll2(to: string, items: string[]): Promise<void> {
  const out = fs.createWriteStream(to);
  try {
    for (const item of items) out.write(item);
  } finally {
    await new Promise<void>((resolve) => out.end(resolve));
  }
}
export function writeAll3(to: string, items: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const out = fs.createWriteStream(to);
    out.once("finish", resolve);
    out.once("error", reject);
    for (const item of items) out.write(item);
    out.end();
  });
}
export function upper(): Transform {
  return new Transform({
    transform(chunk, _, cb) {
      cb(null, String(chunk).toUpperCase());
    },
  });
}
export function tee(source: Readable): [Readable, Readable] {
  const a = new PassThrough();
  const b = new PassThrough();
  source.pipe(a);
  source.pipe(b);
  return [a, b];
}
export async function text(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let out = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return out + decoder.decode();
      out += decoder.decode(value, { stream: true });
    }
  } finally {
    reader.releaseLock();
  }
}
export async function text2(response: Response): Promise<string> {
  const reader = response.body!.getReader();
  const chunks: Uint8Array[] = [];
  while (true) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString();
}
export async function peek(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value;
}
export async function* sse(response: Response): AsyncGenerator<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  try {
    let buffer = "";
    while (true) {
      const { done, value } = await reader.read();
      if (done) break;
      buffer += value;
      const parts = buffer.split("\n\n");
      buffer = parts.pop()!;
      for (const part of parts) yield part;
    }
  } finally {
    reader.releaseLock();
  }
}
export async function writeWeb2(stream: WritableStream<Uint8Array>, data: Uint8Array): Promise<void> {
  const writer = stream.getWriter();
  try {
    await writer.write(data);
  } finally {
    writer.releaseLock();
  }
}
export async function writeWeb3(stream: WritableStream<Uint8Array>, data: Uint8Array): Promise<void> {
  const writer = stream.getWriter();
  try {
    await writer.write(data);
    await writer.close();
  } catch (e) {
    await writer.abort(e);
    throw e;
  }
}
export class Logger {
  private stream: fs.WriteStream;
  private size = 0;
  constructor(private readonly file: string) {
    this.stream = fs.createWriteStream(file, { flags: "a" });
  }
  log(line: string): void {
    this.size += line.length;
    this.stream.write(line + "\n");
    if (this.size > 1e6) this.rotate();
  }
  private rotate(): void {
    this.stream.end();
    fs.renameSync(this.file, this.file + ".1");
    this.stream = fs.createWriteStream(this.file, { flags: "a" });
    this.size = 0;
  }
  async close(): Promise<void> {
    this.stream.end();
    await once(this.stream, "close");
  }
}
export function waitFor(stream: Writable): Promise<void> {
  return new Promise((resolve, reject) => finished(stream, (e) => (e ? reject(e) : resolve())));
}
export async function tail(file: string, onLine: (line: string) => void, signal: AbortSignal): Promise<void> {
  let position = (await fsp.stat(file)).size;
  for await (const _ of fsp.watch(file, { signal })) {
    const { size } = await fsp.stat(file);
    if (size <= position) continue;
    const stream = fs.createReadStream(file, { start: position, end: size - 1, encoding: "utf8" });
    for await (const chunk of stream) onLine(chunk);
    position = size;
  }
}
export async function readJson<T>(file: string): Promise<T> {
  const chunks: Buffer[] = [];
  const s = fs.createReadStream(file);
  s.on("data", (c) => chunks.push(c as Buffer));
  await done(s);
  return JSON.parse(Buffer.concat(chunks).toString());
}
export async function split(file: string, dir: string): Promise<void> {
  const outs = new Map<string, fs.WriteStream>();
  try {
    for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
      const key = line[0] ?? "_";
      let out = outs.get(key);
      if (!out) {
        out = fs.createWriteStream(path.join(dir, key));
        outs.set(key, out);
      }
      out.write(line + "\n");
    }
  } finally {
    await Promise.all([...outs.values()].map((o) => new Promise((r) => o.end(r))));
  }
}
export function limited(file: string, bytes: number): Readable {
  const s = fs.createReadStream(file, { end: bytes - 1 });
  return s.pipe(new PassThrough());
}
