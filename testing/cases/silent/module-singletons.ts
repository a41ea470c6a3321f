/** Values of a module live as long as the program. */

import { createWriteStream } from "node:fs";
import { createServer } from "node:http";
import { Worker } from "node:worker_threads";

declare class Pool {
  constructor(options: { max: number });
  query(sql: string): Promise<unknown>;
  connect(): Promise<{ query(sql: string): Promise<unknown>; release(): void }>;
  end(): Promise<void>;
}

export const pool = new Pool({ max: 10 });
export const log = createWriteStream("app.log", { flags: "a" });
const worker = new Worker(new URL("./worker.js", import.meta.url));
const server = createServer((_, response) => response.end());

let connection: Promise<Awaited<ReturnType<Pool["connect"]>>> | undefined;

export function listenConnection(): Promise<Awaited<ReturnType<Pool["connect"]>>> {
  connection ??= pool.connect();
  return connection;
}

export function post(job: unknown): void {
  worker.postMessage(job);
}

export function start(port: number): void {
  server.listen(port);
  setInterval(() => void pool.query("select 1"), 60_000).unref();
}

process.once("SIGTERM", () => {
  server.close();
  log.end();
  void worker.terminate();
  void pool.end();
});
