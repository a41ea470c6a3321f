import type { EventEmitter } from "node:events";

export interface PoolClient extends EventEmitter {
  query(sql: string): Promise<{ rows: object[] }>;
  release(error?: Error): void;
}
export interface Pool { connect(): Promise<PoolClient> }

export async function execute(pool: Pool, sql: string): Promise<object[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const remember = (error: Error): void => {
    broken = error;
  };
  client.on("error", remember);
  try {
    const { rows } = await client.query(sql);
    return rows;
  } finally {
    client.off("error", remember);
    client.release(broken);
  }
}
