interface PoolClient {
  query(sql: string): Promise<{ rows: object[] }>;
  release(error?: Error): void;
}
interface Pool {
  connect(): Promise<PoolClient>;
}

export async function queryWithin(pool: Pool, sql: string, ms: number): Promise<object[]> {
  const client = await pool.connect();
  return new Promise((resolve, reject) => {
    let over = false;
    const timer = setTimeout(() => {
      const error = new Error(`no answer within ${ms} ms`);
      over = true;
      client.release(error);
      reject(error);
    }, ms);
    client.query(sql).then(
      ({ rows }) => {
        clearTimeout(timer);
        if (over) return;
        client.release();
        resolve(rows);
      },
      (error: Error) => {
        clearTimeout(timer);
        if (over) return;
        client.release(error);
        reject(error);
      },
    );
  });
}
