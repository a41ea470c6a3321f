declare class PoolClient {
  query(sql: string, values?: unknown[]): Promise<{ rows: { id: string }[] }>;
  release(): void;
}
declare class Pool { connect(): Promise<PoolClient> }

async function checkout(pool: Pool, role: string): Promise<PoolClient> {
  const client = await pool.connect();
  try {
    await client.query("select set_config('role', $1, true)", [role]);
    return client;
  } catch (error) {
    client.release();
    throw error;
  }
}

export async function idsFor(pool: Pool, role: string): Promise<string[]> {
  const client = await checkout(pool, role);
  try {
    const { rows } = await client.query("select id from visible");
    return rows.map((row) => row.id);
  } finally {
    client.release();
  }
}
