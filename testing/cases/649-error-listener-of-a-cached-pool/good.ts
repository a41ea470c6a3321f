import { EventEmitter } from "node:events";

declare class PoolClient {
  query(sql: string): Promise<{ rows: unknown[] }>;
  release(error?: Error): void;
}
declare class Pool extends EventEmitter {
  constructor(options: { connectionString: string });
  connect(): Promise<PoolClient>;
}

const pools = new Map<string, Pool>();

function poolOf(connectionString: string): Pool {
  let pool = pools.get(connectionString);
  if (pool === undefined) {
    pool = new Pool({ connectionString });
    pool.on("error", (error) => console.error("idle client failed", error));
    pools.set(connectionString, pool);
  }
  return pool;
}

export async function run(connectionString: string, sql: string): Promise<unknown[]> {
  const pool = poolOf(connectionString);
  const client = await pool.connect();
  try {
    const { rows } = await client.query(sql);
    return rows;
  } finally {
    client.release();
  }
}
