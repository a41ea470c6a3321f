declare class PoolConnection {
  execute(sql: string): Promise<void>;
  release(): void;
}
declare class ConnectionPool {
  acquireConnection(): Promise<PoolConnection>;
}
export class Transaction {
  constructor(private readonly connection: PoolConnection) {}
  async commit(): Promise<void> {
    try {
      await this.connection.execute("commit");
    } finally {
      this.connection.release();
    }
  }
}

export async function begin(pool: ConnectionPool, isolation: string): Promise<Transaction> {
  const connection = await pool.acquireConnection();
  await connection.execute(`set transaction isolation level ${isolation}`);
  await connection.execute("begin");
  return new Transaction(connection);
}
