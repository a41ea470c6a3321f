interface PoolClient {
  query<R>(text: string, values?: readonly unknown[]): Promise<{ rows: R[] }>;
  release(): void;
}
interface Pool {
  connect(): Promise<PoolClient>;
}

interface Send {
  readonly workflow: string;
  readonly functionId: number;
  readonly topic: string;
  readonly message: string;
}

export async function send(pool: Pool, { workflow, functionId, topic, message }: Send): Promise<void> {
  const client: PoolClient = await pool.connect();
  await client.query("BEGIN ISOLATION LEVEL READ COMMITTED");
  const { rows } = await client.query("SELECT output FROM operation_outputs WHERE workflow = $1 AND function_id = $2", [
    workflow,
    functionId,
  ]);
  if (rows.length > 0) {
    await client.query("ROLLBACK");
    client.release();
    return;
  }
  try {
    await client.query("INSERT INTO notifications (destination, topic, message) VALUES ($1, $2, $3)", [workflow, topic, message]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}
