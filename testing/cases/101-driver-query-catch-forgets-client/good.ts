declare class PoolClient {
  query(sql: string): Promise<{ rows: object[] }>;
  release(): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}
export interface QueryResult { rows: object[]; error?: string }

export async function run(pool: Pool, sql: string): Promise<QueryResult> {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    const { rows } = await client.query(sql);
    return { rows };
  } catch (error) {
    return { rows: [], error: String(error) };
  } finally {
    client?.release();
  }
}
