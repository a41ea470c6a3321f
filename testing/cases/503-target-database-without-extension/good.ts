declare class Client {
  constructor(config: { connectionString: string });
  connect(): Promise<void>;
  query(sql: string, values?: readonly unknown[]): Promise<{ rows: object[] }>;
  end(): Promise<void>;
}
interface SlowQuery {
  readonly query: string;
  readonly calls: number;
  readonly mean: number;
}
declare function decrypt(secret: string): Promise<string>;

async function getTargetDbConnection(secret: string): Promise<Client> {
  const client = new Client({ connectionString: await decrypt(secret) });
  await client.connect();
  return client;
}

export async function toolGetSlowQueries(secret: string, threshold: number): Promise<SlowQuery[] | string> {
  const client = await getTargetDbConnection(secret);
  try {
    const extensions = await client.query("select 1 from pg_extension where extname = 'pg_stat_statements'");
    if (extensions.rows.length === 0) {
      return "pg_stat_statements is not enabled";
    }
    const result = await client.query(
      "select query, calls, mean_exec_time as mean from pg_stat_statements where mean_exec_time > $1 limit 10",
      [threshold],
    );
    return result.rows as SlowQuery[];
  } finally {
    await client.end();
  }
}
