declare class PoolClient {
  query(sql: string): Promise<unknown>;
  release(error?: Error): void;
}
declare class Pool { connect(): Promise<PoolClient> }

export class Repository {
  private client: PoolClient | undefined;
  constructor(private readonly pool: Pool) {}

  async begin(): Promise<void> {
    this.client ??= await this.pool.connect();
    await this.client.query("begin");
  }

  async rollback(): Promise<void> {
    await this.client?.query("rollback");
    this.client?.release();
    this.client = undefined;
  }
}
