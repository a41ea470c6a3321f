declare class PoolClient {
  query(sql: string): Promise<unknown>;
  release(error?: Error): void;
}
declare class Pool { connect(): Promise<PoolClient> }

export class Repository {
  private client: Promise<PoolClient> | undefined;
  constructor(private readonly pool: Pool) {}

  async begin(): Promise<void> {
    this.client ??= this.pool.connect();
    await (await this.client).query("begin");
  }

  async rollback(): Promise<void> {
    const client = await this.client;
    this.client = undefined;
    let broken: Error | undefined;
    try {
      await client?.query("rollback");
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      client?.release(broken);
    }
  }
}
