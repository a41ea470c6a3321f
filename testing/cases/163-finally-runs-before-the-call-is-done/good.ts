declare class PoolClient {
  query(sql: string, values: unknown[]): Promise<{ rows: object[] }>;
  release(): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}

export async function search(pool: Pool, text: string): Promise<{ rows: object[] }> {
  const client = await pool.connect();
  try {
    return await client.query("select * from pages where body @@ $1", [text]);
  } finally {
    client.release();
  }
}
