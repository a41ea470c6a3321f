declare class PoolClient {
  query(sql: string, values?: unknown[]): Promise<unknown>;
  release(error?: Error): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}

export async function signUp(pool: Pool, name: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("insert into users (name) values ($1)", [name]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}
