/** No `finally`: each way releases by hand, and none is forgotten. */

import { open } from "node:fs/promises";

declare class PoolClient { query(sql: string): Promise<object[]>; release(error?: Error): void }
declare class Pool { connect(): Promise<PoolClient> }

export async function query(pool: Pool, sql: string): Promise<object[]> {
  const client = await pool.connect();
  let rows: object[];
  try {
    rows = await client.query(sql);
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
  client.release();
  return rows;
}

export async function read(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const text = await file.readFile("utf8");
    await file.close();
    return text;
  } catch {
    await file.close().catch(() => {});
    return undefined;
  }
}

export async function commit(pool: Pool): Promise<void> {
  const client = await pool.connect();
  const failure = await client.query("commit").then(
    () => undefined,
    (error: Error) => error,
  );
  client.release(failure);
  if (failure) throw failure;
}

export async function ping(pool: Pool): Promise<"up" | "down"> {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch {
    return "down";
  }
  try {
    await client.query("select 1");
    return "up";
  } catch {
    return "down";
  } finally {
    client.release();
  }
}
