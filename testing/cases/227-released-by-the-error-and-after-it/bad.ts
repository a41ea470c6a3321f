interface Connection {
  query(sql: string, done: (error: Error | null, rows: unknown[]) => void): void;
}
interface Pool {
  acquire(done: (error: Error | null, connection: Connection) => void): void;
  release(connection: Connection): void;
}

export function count(pool: Pool, table: string, done: (error: Error | null, count?: number) => void): void {
  pool.acquire((failed, connection) => {
    if (failed) return done(failed);
    connection.query(`select * from ${table}`, (error, rows) => {
      if (error) {
        done(error);
        pool.release(connection);
      } else {
        done(null, rows.length);
      }
      pool.release(connection);
    });
  });
}
