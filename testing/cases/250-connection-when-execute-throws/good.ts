interface PoolConnection {
  execute(sql: string, values: unknown[], callback: (error: Error | null, rows: object[]) => void): void;
  release(): void;
}
interface Pool {
  getConnection(callback: (error: Error | null, connection: PoolConnection) => void): void;
}

export function run(pool: Pool, sql: string, values: unknown[], callback: (error: Error | null, rows?: object[]) => void): void {
  pool.getConnection((error: Error | null, connection: PoolConnection) => {
    if (error) {
      callback(error);
      return;
    }
    try {
      connection.execute(sql, values, (failure: Error | null, rows: object[]) => {
        connection.release();
        callback(failure, rows);
      });
    } catch (thrown) {
      connection.release();
      callback(thrown as Error);
    }
  });
}
