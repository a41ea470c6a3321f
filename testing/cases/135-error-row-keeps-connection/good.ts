export interface PoolConnection {
  execute(sql: string, values: unknown[]): Promise<void>;
  release(): void;
}
export interface Pool { getConnection(): Promise<PoolConnection> }

export async function createUser(pool: Pool, email: string): Promise<"created" | "exists"> {
  const connection = await pool.getConnection();
  try {
    await connection.execute("insert into users (email) values (?)", [email]);
    return "created";
  } catch (error) {
    if ((error as { code?: string }).code === "ER_DUP_ENTRY") return "exists";
    throw error;
  } finally {
    connection.release();
  }
}
