interface Row {
  readonly acquisition_id: number;
}
interface PoolClient {
  query(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
  release(error?: Error): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
  end(): Promise<void>;
}

export class FraudCheckRepository {
  constructor(private readonly pool: Pool) {}

  async countFailed(): Promise<number> {
    const client = await this.pool.connect();
    try {
      const { rows } = await client.query("SELECT acquisition_id FROM fraudchecks WHERE status = 'error'");
      return rows.length;
    } finally {
      client.release();
    }
  }

  async forEachPending(limit: number, handle: (row: Row) => Promise<void>): Promise<number> {
    const client = await this.pool.connect();
    let seen = 0;
    try {
      let page = await client.query("SELECT acquisition_id FROM fraudchecks LIMIT $1", [limit]);
      while (page.rows.length > 0) {
        for (const row of page.rows) await handle(row);
        seen += page.rows.length;
        page = await client.query("SELECT acquisition_id FROM fraudchecks LIMIT $1 OFFSET $2", [limit, seen]);
      }
      return seen;
    } finally {
      client.release();
    }
  }
}
