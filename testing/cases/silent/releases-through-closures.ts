/** The release is inside a local function, is guarded against a second call, or comes with a signal. */

declare class PoolClient { query(sql: string): Promise<{ rows: object[] }>; release(error?: Error | boolean): void }
declare class Pool { connect(): Promise<PoolClient> }

export async function named(pool: Pool): Promise<object[]> {
  const client = await pool.connect();
  const done = (): void => client.release();
  try {
    return (await client.query("select 1")).rows;
  } finally {
    done();
  }
}

export async function once(pool: Pool): Promise<object[]> {
  const client = await pool.connect();
  let released = false;
  const release = (error?: Error): void => {
    if (released) return;
    released = true;
    client.release(error);
  };
  try {
    const { rows } = await client.query("select 1");
    release();
    return rows;
  } catch (error) {
    release(error as Error);
    throw error;
  }
}

export async function unlessAborted(pool: Pool, signal: AbortSignal): Promise<object[]> {
  const client = await pool.connect();
  const abort = (): void => client.release(true);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return (await client.query("select pg_sleep(10)")).rows;
  } finally {
    signal.removeEventListener("abort", abort);
    if (!signal.aborted) client.release();
  }
}

export async function several(pool: Pool, count: number): Promise<object[][]> {
  const clients = await Promise.all(Array.from({ length: count }, () => pool.connect()));
  try {
    const results = await Promise.all(clients.map((client) => client.query("select 1")));
    return results.map(({ rows }) => rows);
  } finally {
    clients.forEach((client) => client.release());
  }
}

export async function ifAny(pool: Pool): Promise<object[]> {
  const client = await pool.connect().catch(() => undefined);
  if (!client) return [];
  try {
    return (await client.query("select 1")).rows;
  } finally {
    client.release();
  }
}

export async function byResult(pool: Pool): Promise<object[]> {
  const client = await pool.connect();
  const result = await client.query("select 1").catch((error: Error) => error);
  client.release(result instanceof Error);
  if (result instanceof Error) throw result;
  return result.rows;
}

export async function untilOneAnswers(pool: Pool): Promise<object[]> {
  let client: PoolClient;
  do {
    client = await pool.connect();
    const answers = await client.query("select 1").then(
      () => true,
      () => false,
    );
    if (answers) break;
    client.release(true);
  } while (true);
  try {
    return (await client.query("select 2")).rows;
  } finally {
    client.release();
  }
}
