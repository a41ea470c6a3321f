/** What is put into a field, a collection or an object literal has a new owner. */

import { open, type FileHandle } from "node:fs/promises";

declare class PoolClient {
  query(sql: string): Promise<unknown>;
  release(): void;
}
declare class Pool { connect(): Promise<PoolClient> }

export class Journal {
  private readonly clients = new Map<string, Promise<PoolClient>>();
  private readonly spare: PoolClient[] = [];
  private constructor(private readonly pool: Pool, private readonly file: FileHandle) {}

  static async open(pool: Pool, path: string): Promise<Journal> {
    return new Journal(pool, await open(path, "a"));
  }

  clientFor(tenant: string): Promise<PoolClient> {
    let client = this.clients.get(tenant);
    if (client === undefined) {
      const spare = this.spare.pop();
      client = spare === undefined ? this.pool.connect() : Promise.resolve(spare);
      this.clients.set(tenant, client);
    }
    return client;
  }

  async warm(count: number): Promise<void> {
    while (this.spare.length < count) this.spare.push(await this.pool.connect());
  }

  async close(): Promise<void> {
    const connected = await Promise.allSettled(this.clients.values());
    for (const result of connected) if (result.status === "fulfilled") result.value.release();
    for (const client of this.spare.splice(0)) client.release();
    this.clients.clear();
    await this.file.close();
  }
}

export async function session(pool: Pool, path: string): Promise<{ client: PoolClient; file: FileHandle }> {
  const file = await open(path);
  try {
    return { client: await pool.connect(), file };
  } catch (error) {
    await file.close();
    throw error;
  }
}
