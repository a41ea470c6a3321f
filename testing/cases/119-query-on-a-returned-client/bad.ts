declare class PoolClient {
  query(sql: string, values?: unknown[]): Promise<{ rows: { id: number }[] }>;
  release(): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}

export async function createOrder(pool: Pool, customer: number): Promise<number> {
  const client = await pool.connect();
  let id: number;
  try {
    const { rows } = await client.query("insert into orders (customer) values ($1) returning id", [customer]);
    id = rows[0]!.id;
  } finally {
    client.release();
  }
  await client.query("insert into audit (kind, ref) values ('order', $1)", [id]);
  return id;
}
