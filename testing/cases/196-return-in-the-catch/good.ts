export interface Connection {
  execute(sql: string, binds: object): Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
}
export interface Pool { getConnection(): Promise<Connection> }

export async function simpleExecute(pool: Pool, sql: string, binds: object): Promise<unknown[] | null> {
  const connection = await pool.getConnection();
  try {
    const { rows } = await connection.execute(sql, binds);
    return rows;
  } catch (error) {
    console.error("cannot execute", sql, error);
    return null;
  } finally {
    await connection.close();
  }
}
