export interface PoolConnection {
  query(sql: string, values: unknown[], done: (error: Error | null, rows: object[]) => void): void;
  release(): void;
}
export interface Pool { getConnection(done: (error: Error | null, connection: PoolConnection) => void): void }

export function query(pool: Pool, sql: string, values: unknown[], done: (error: Error | null, rows?: object[]) => void): void {
  pool.getConnection((failed, connection) => {
    if (failed) return done(failed);
    connection.query(sql, values, (error, rows) => {
      if (error) return done(error);
      done(null, rows);
    });
    connection.release();
  });
}
