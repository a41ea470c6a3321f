interface Table {
  toArray(): object[];
}
interface RecordReader {
  next(): Promise<{ done?: boolean; value: object[] }>;
}
interface PreparedStatement {
  query(...parameters: unknown[]): Promise<Table>;
}
interface AsyncDuckDBConnection {
  query(sql: string): Promise<Table>;
  send(sql: string): Promise<RecordReader>;
  prepare(sql: string): Promise<PreparedStatement>;
  close(): Promise<void>;
}
interface AsyncDuckDB {
  connect(): Promise<AsyncDuckDBConnection>;
}

export class DuckDBClient {
  constructor(private readonly db: AsyncDuckDB) {}

  async *stream(sql: string): AsyncGenerator<object[]> {
    const connection = await this.db.connect();
    try {
      const reader = await connection.send(sql);
      for (let step = await reader.next(); !step.done; step = await reader.next()) yield step.value;
    } finally {
      await connection.close();
    }
  }

  async query(sql: string, parameters: readonly unknown[] = []): Promise<object[]> {
    const connection = await this.db.connect();
    try {
      if (parameters.length === 0) return (await connection.query(sql)).toArray();
      const statement = await connection.prepare(sql);
      return (await statement.query(...parameters)).toArray();
    } finally {
      await connection.close();
    }
  }
}
