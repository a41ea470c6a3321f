/** Helpers that run a body inside something and release it whatever happens. */

declare class PoolClient { query(sql: string, values?: unknown[]): Promise<{ rows: { id: number }[] }>; release(error?: Error): void }
declare class Pool { connect(): Promise<PoolClient> }
declare class QueryRunner {
  connect(): Promise<void>;
  startTransaction(): Promise<void>;
  commitTransaction(): Promise<void>;
  rollbackTransaction(): Promise<void>;
  release(): Promise<void>;
}
declare class DataSource { createQueryRunner(): QueryRunner }

export async function withClient<T>(pool: Pool, body: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await body(client);
  } finally {
    client.release();
  }
}

export async function inTransaction<T>(pool: Pool, body: (client: PoolClient) => Promise<T>): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query("begin");
    try {
      const result = await body(client);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback");
      throw error;
    }
  });
}

export async function transfer(pool: Pool, from: number, to: number, amount: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query("update accounts set value = value - $2 where id = $1", [from, amount]);
    await client.query("update accounts set value = value + $2 where id = $1", [to, amount]);
  });
}

export async function migrate(source: DataSource, body: (runner: QueryRunner) => Promise<void>): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.connect();
    await runner.startTransaction();
    await body(runner);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

export async function ids(pool: Pool): Promise<number[]> {
  const { rows } = await withClient(pool, (client) => client.query("select id from notes"));
  return rows.map((row) => row.id);
}
