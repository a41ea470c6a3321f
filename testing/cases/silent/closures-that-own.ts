/** A returned closure, or an object of closures, owns what it captured. */

import { open } from "node:fs/promises";

declare class PoolClient { query(sql: string): Promise<unknown>; release(): void }
declare class Pool { connect(): Promise<PoolClient> }

export async function logger(path: string): Promise<{ log(line: string): Promise<void>; close(): Promise<void> }> {
  const file = await open(path, "a");
  return {
    log: async (line) => {
      await file.appendFile(`${line}\n`);
    },
    close: () => file.close(),
  };
}

export async function checkout(pool: Pool): Promise<() => void> {
  const client = await pool.connect();
  return () => client.release();
}

export function listen(target: EventTarget, type: string, listener: () => void): () => void {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}

export function ticker(onTick: () => void): { stop(): void; [Symbol.dispose](): void } {
  const timer = setInterval(onTick, 1000);
  const stop = (): void => clearInterval(timer);
  return { stop, [Symbol.dispose]: stop };
}

export async function tail(path: string): Promise<AsyncDisposable & { lines(): Promise<string[]> }> {
  const file = await open(path);
  return {
    async lines() {
      return (await file.readFile("utf8")).split("\n");
    },
    async [Symbol.asyncDispose]() {
      await file.close();
    },
  };
}
