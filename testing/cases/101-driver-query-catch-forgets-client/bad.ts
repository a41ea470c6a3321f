declare class PoolClient {
  query(sql: string): Promise<{ rows: object[] }>;
  release(): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}
export interface QueryResult { rows: object[]; error?: string }

export async function run(pool: Pool, sql: string): Promise<QueryResult> {
  try {
    const client = await pool.connect();
    const { rows } = await client.query(sql);
    client.release();
    return { rows };
  } catch (error) {
    return { rows: [], error: String(error) };
  }
}
