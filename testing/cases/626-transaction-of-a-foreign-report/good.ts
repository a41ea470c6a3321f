declare class PoolClient {
  query(sql: string, args?: unknown[]): Promise<{ rows: { id: number; image: string }[] }>;
  release(): void;
}
declare class Pool {
  connect(): Promise<PoolClient>;
}
declare function deleteImage(name: string): Promise<void>;

export async function deleteReport(pool: Pool, reportId: number, userId: number): Promise<number | null> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const existing = await client.query("SELECT * FROM reports WHERE id = $1 AND user_id = $2", [reportId, userId]);
    const [report] = existing.rows;
    if (report === undefined) {
      await client.query("ROLLBACK");
      return null;
    }
    await client.query("DELETE FROM reports WHERE id = $1", [reportId]);
    await client.query("COMMIT");
    await deleteImage(report.image);
    return report.id;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}
