interface Connection {
  query(sql: string): Promise<readonly object[]>;
}
interface ConnectionManager {
  getConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): void;
}
interface RetryOptions {
  readonly max: number;
  readonly match: readonly RegExp[];
}

async function retryAsPromised<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const again = options.match.some((pattern) => pattern.test(String(error)));
      if (!again || tried >= options.max) throw error;
    }
  }
}

export class Sequelize {
  constructor(
    private readonly connectionManager: ConnectionManager,
    private readonly retry: RetryOptions,
  ) {}

  async query(sql: string): Promise<readonly object[]> {
    const connection = await this.connectionManager.getConnection();
    try {
      return await retryAsPromised(() => connection.query(sql), this.retry);
    } finally {
      this.connectionManager.releaseConnection(connection);
    }
  }
}
