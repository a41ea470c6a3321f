declare class PoolClient {
  query(sql: string, values?: unknown[]): Promise<{ rows: { body: string }[] }>;
  release(): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}

export async function documents(pool: Pool, realm: string): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    const exists = await client.query("select body from realms where id = $1", [realm]);
    if (exists.rows.length === 0) return [];
    const { rows } = await client.query("select body from documents where realm = $1", [realm]);
    return rows.map((row) => JSON.parse(row.body));
  } finally {
    client.release();
  }
}
