/** Many at once: opened in loops and maps, closed in loops and `allSettled`. */

import { open, type FileHandle } from "node:fs/promises";

declare class PoolClient { query(sql: string): Promise<object[]>; release(): void }
declare class Pool { connect(): Promise<PoolClient> }

export async function openAll(paths: readonly string[]): Promise<FileHandle[]> {
  const files: FileHandle[] = [];
  try {
    for (const path of paths) files.push(await open(path));
    return files;
  } catch (error) {
    await Promise.allSettled(files.map((file) => file.close()));
    throw error;
  }
}

export async function total(paths: readonly string[]): Promise<number> {
  const files = await openAll(paths);
  try {
    const stats = await Promise.all(files.map((file) => file.stat()));
    return stats.reduce((sum, { size }) => sum + size, 0);
  } finally {
    await Promise.allSettled(files.map((file) => file.close()));
  }
}

export async function parallel(pool: Pool, queries: readonly string[]): Promise<object[][]> {
  return Promise.all(
    queries.map(async (sql) => {
      const client = await pool.connect();
      try {
        return await client.query(sql);
      } finally {
        client.release();
      }
    }),
  );
}

export async function settled(paths: readonly string[]): Promise<FileHandle[]> {
  const results = await Promise.allSettled(paths.map((path) => open(path)));
  const files = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = results.find((result) => result.status === "rejected");
  if (failed === undefined) return files;
  await Promise.all(files.map((file) => file.close()));
  throw failed.reason;
}

export async function swap(files: FileHandle[], index: number, path: string): Promise<void> {
  const next = await open(path);
  const [previous] = files.splice(index, 1, next);
  await previous?.close();
}
