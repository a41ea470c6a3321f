declare class PoolClient {
  query(sql: string): Promise<unknown>;
  release(error?: Error): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}

export async function inTransaction<T>(pool: Pool, body: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await body(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    await client.query("rollback");
    client.release();
    throw error;
  }
}
