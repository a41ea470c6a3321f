/** One file is opened and closed, in the ways people write that. */

import * as fs from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { Socket, createConnection } from "node:net";
import { Worker } from "node:worker_threads";

export async function readCaught(path: string): Promise<string> {
  const file = await open(path).catch(() => null);
  if (!file) return "";
  const text = await file.readFile("utf8").finally(() => file.close());
  return text;
}
export async function readOptional(path: string): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    return await file.readFile("utf8");
  } finally {
    await file?.close();
  }
}
export async function readAll(paths: string[]): Promise<string[]> {
  const files = await Promise.all(paths.map((p) => open(p)));
  try {
    return await Promise.all(files.map((f) => f.readFile("utf8")));
  } finally {
    await Promise.all(files.map((f) => f.close()));
  }
}
export async function readWithCloser(path: string): Promise<void> {
  const file = await open(path);
  const close = () => file.close();
  try {
    await file.stat();
  } finally {
    await close();
  }
}
export function readChained(path: string): Promise<string> {
  return open(path).then((file) => file.readFile("utf8").then(
    (text) => file.close().then(() => text),
    (error) => file.close().then(() => Promise.reject(error)),
  ));
}
async function safely<T>(file: FileHandle, work: (f: FileHandle) => Promise<T>): Promise<T> {
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
export async function readSafely(path: string): Promise<string> {
  return safely(await open(path), (file) => file.readFile("utf8"));
}
export async function readGiven(path: string, given?: FileHandle): Promise<string> {
  const file = given ?? (await open(path));
  try {
    return await file.readFile("utf8");
  } finally {
    if (file !== given) await file.close();
  }
}
export class Log {
  private fd: number | null = null;
  constructor(private readonly path: string) {}
  write(line: string): void {
    if (this.fd === null) this.fd = fs.openSync(this.path, "a");
    fs.writeSync(this.fd, line);
  }
  close(): void {
    if (this.fd === null) return;
    const fd = this.fd;
    this.fd = null;
    fs.closeSync(fd);
  }
}
export function connect(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port);
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error("timeout"));
    }, 100);
    socket.once("connect", () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
export async function sizeThenThrow(path: string): Promise<number> {
  const file = await open(path);
  let size = 0;
  let failure: unknown;
  try {
    size = (await file.stat()).size;
  } catch (error) {
    failure = error;
  }
  await file.close();
  if (failure) throw failure;
  return size;
}
export function sizeCaught(path: string): number {
  const fd = fs.openSync(path, "r");
  let result: number;
  try {
    result = fs.fstatSync(fd).size;
  } catch (error) {
    fs.closeSync(fd);
    throw error;
  }
  fs.closeSync(fd);
  return result;
}
export async function statUntilAborted(path: string, signal: AbortSignal): Promise<void> {
  const file = await open(path);
  const abort = () => void file.close();
  signal.addEventListener("abort", abort, { once: true });
  try {
    await file.stat();
  } finally {
    signal.removeEventListener("abort", abort);
    if (!signal.aborted) await file.close();
  }
}
export function runWorker(script: string): Promise<unknown> {
  const worker = new Worker(script);
  return new Promise((resolve, reject) => {
    worker.on("message", resolve);
    worker.on("error", reject);
    worker.on("exit", (code) => code !== 0 && reject(new Error(String(code))));
  }).finally(() => worker.terminate());
}
export async function* lines(path: string): AsyncGenerator<string> {
  const file = await open(path);
  try {
    for await (const line of file.readLines()) yield line;
  } finally {
    await file.close().catch(() => {});
  }
}
export async function readWithEnd(path: string): Promise<[string, () => Promise<void>]> {
  const file = await open(path);
  return [await file.readFile("utf8").catch(async (e) => { await file.close(); throw e; }), () => file.close()];
}
export const reader = async (path: string) => {
  const file = await open(path);
  return { read: () => file.readFile("utf8"), [Symbol.asyncDispose]: () => file.close() };
};
export async function readUsing(path: string): Promise<string> {
  await using file = await open(path);
  return await file.readFile("utf8");
}
export async function readAgain(path: string, retries: number): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const file = await open(path);
    try {
      return await file.readFile("utf8");
    } catch (error) {
      if (attempt >= retries) throw error;
    } finally {
      await file.close();
    }
  }
}
export function head(path: string): Buffer {
  const fd = fs.openSync(path, "r");
  const cleanup = (): void => fs.closeSync(fd);
  try {
    const b = Buffer.alloc(4);
    fs.readSync(fd, b);
    return b;
  } finally {
    cleanup();
  }
}
export function sizeByCallback(path: string, done: (error: Error | null, size?: number) => void): void {
  fs.open(path, "r", (error, fd) => {
    if (error) return done(error);
    fs.fstat(fd, (error, stat) => {
      fs.close(fd, (closing) => done(error ?? closing, stat?.size));
    });
  });
}
export async function settleBoth(path: string): Promise<void> {
  const file = await open(path);
  const results = await Promise.allSettled([file.stat(), file.readFile()]);
  await file.close();
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
export async function readBySize(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size === 0) return undefined;
    if (size > 1000) throw new Error("big");
    switch (size % 3) {
      case 0:
        return "a";
      case 1:
        break;
      default:
        return await file.readFile("utf8");
    }
    return "b";
  } finally {
    await file.close();
  }
}
