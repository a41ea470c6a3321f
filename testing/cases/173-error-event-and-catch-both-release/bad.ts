import type { EventEmitter } from "node:events";

export interface PoolClient extends EventEmitter {
  query(sql: string): Promise<{ rows: object[] }>;
  release(error?: Error): void;
}
export interface Pool { connect(): Promise<PoolClient> }

export async function execute(pool: Pool, sql: string): Promise<object[]> {
  const client = await pool.connect();
  client.on("error", (error: Error) => client.release(error));
  try {
    const { rows } = await client.query(sql);
    client.removeAllListeners("error");
    client.release();
    return rows;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}
