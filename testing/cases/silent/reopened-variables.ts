/** A variable that gets a new resource after the old one was released or given away. */

import { closeSync, openSync, statSync, writeSync } from "node:fs";

declare class PoolClient { query(sql: string): Promise<void>; release(error?: Error): void }
declare class Pool { connect(): Promise<PoolClient> }

export function rotating(path: string, limit: number): { write(text: string): void; close(): void } {
  let index = 0;
  let fd = openSync(`${path}.${index}`, "a");
  return {
    write(text) {
      if (statSync(`${path}.${index}`).size > limit) {
        const next = openSync(`${path}.${index + 1}`, "a");
        closeSync(fd);
        fd = next;
        index += 1;
      }
      writeSync(fd, text);
    },
    close() {
      closeSync(fd);
    },
  };
}

export async function twice(pool: Pool, sql: string): Promise<void> {
  let client = await pool.connect();
  try {
    await client.query(sql);
  } finally {
    client.release();
  }
  client = await pool.connect();
  try {
    await client.query(sql);
  } finally {
    client.release();
  }
}

export function send(port: MessagePort, chunks: readonly Uint8Array[]): void {
  let buffer = new ArrayBuffer(64);
  for (const chunk of chunks) {
    new Uint8Array(buffer).set(chunk.subarray(0, 64));
    port.postMessage(buffer, [buffer]);
    buffer = new ArrayBuffer(64);
  }
}
