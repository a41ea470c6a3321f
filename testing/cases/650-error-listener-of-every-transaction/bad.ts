import { EventEmitter } from "node:events";

declare class PoolClient extends EventEmitter {
  query(sql: string): Promise<unknown>;
  release(): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}

export class PgTransaction {
  constructor(private readonly client: PoolClient) {}

  query(sql: string): Promise<unknown> {
    return this.client.query(sql);
  }

  async commit(): Promise<void> {
    try {
      await this.client.query("COMMIT");
    } finally {
      this.client.release();
    }
  }

  async rollback(): Promise<void> {
    try {
      await this.client.query("ROLLBACK");
    } finally {
      this.client.release();
    }
  }
}

export class PgAdapter {
  constructor(private readonly pool: Pool, private readonly onError: (error: Error) => void) {}

  async startTransaction(): Promise<PgTransaction> {
    const client = await this.pool.connect();
    client.on("error", (error: Error) => this.onError(error));
    try {
      await client.query("BEGIN");
      return new PgTransaction(client);
    } catch (error) {
      client.release();
      throw error;
    }
  }
}
