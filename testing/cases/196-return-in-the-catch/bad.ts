export interface Connection {
  execute(sql: string, binds: object): Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
}
export interface Pool { getConnection(): Promise<Connection> }

export async function simpleExecute(pool: Pool, sql: string, binds: object): Promise<unknown[] | null> {
  const connection = await pool.getConnection();
  let rows: unknown[];
  try {
    ({ rows } = await connection.execute(sql, binds));
  } catch (error) {
    console.error("cannot execute", sql, error);
    return null;
  }
  await connection.close();
  return rows;
}
