import { EventEmitter } from "node:events";

declare class PoolClient extends EventEmitter {
  query(sql: string): Promise<unknown>;
  release(): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}

export class PgTransaction {
  constructor(private readonly client: PoolClient, private readonly cleanUp: () => void) {}

  query(sql: string): Promise<unknown> {
    return this.client.query(sql);
  }

  async commit(): Promise<void> {
    try {
      await this.client.query("COMMIT");
    } finally {
      this.cleanUp();
      this.client.release();
    }
  }

  async rollback(): Promise<void> {
    try {
      await this.client.query("ROLLBACK");
    } finally {
      this.cleanUp();
      this.client.release();
    }
  }
}

export class PgAdapter {
  constructor(private readonly pool: Pool, private readonly onError: (error: Error) => void) {}

  async startTransaction(): Promise<PgTransaction> {
    const client = await this.pool.connect();
    const onError = (error: Error): void => this.onError(error);
    const cleanUp = (): void => {
      client.off("error", onError);
    };
    client.on("error", onError);
    try {
      await client.query("BEGIN");
      return new PgTransaction(client, cleanUp);
    } catch (error) {
      cleanUp();
      client.release();
      throw error;
    }
  }
}
