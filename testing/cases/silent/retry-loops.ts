/** A fresh resource a turn, released a turn; the last one may leave with the caller. */

import { open } from "node:fs/promises";

declare class PoolClient { query(sql: string): Promise<object[]>; release(error?: Error): void }
declare class Pool { connect(): Promise<PoolClient> }
declare function pause(ms: number): Promise<void>;

export async function withRetries(pool: Pool, sql: string, attempts: number): Promise<object[]> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let failure: Error | undefined;
    try {
      return await client.query(sql);
    } catch (error) {
      failure = error as Error;
      if (attempt >= attempts) throw error;
    } finally {
      client.release(failure);
    }
    await pause(2 ** attempt * 10);
  }
}

export async function healthy(pool: Pool): Promise<PoolClient> {
  for (;;) {
    const client = await pool.connect();
    try {
      await client.query("select 1");
      return client;
    } catch (error) {
      client.release(error as Error);
    }
  }
}

export async function openExclusive(path: string, attempts: number): Promise<Awaited<ReturnType<typeof open>>> {
  let last: unknown;
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      return await open(`${path}.${attempt}`, "wx");
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
