export interface PoolConnection {
  query(sql: string, values: unknown[], done: (error: Error | null, rows: { id: number }[]) => void): void;
  release(): void;
}
export interface Pool { getConnection(done: (error: Error | null, connection: PoolConnection) => void): void }

export function articles(pool: Pool, source: string, done: (error: Error | null, ids?: number[]) => void): void {
  pool.getConnection((failed, connection) => {
    if (failed) return done(failed);
    connection.query("select id from articles where source = ?", [source], (error, rows) => {
      if (error) {
        connection.release();
        return done(error);
      }
      done(null, rows.map((row) => row.id));
    });
  });
}
