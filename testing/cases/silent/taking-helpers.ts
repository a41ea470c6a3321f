/** A local helper that takes: it closes, stores or returns what it was given. */

import { open, type FileHandle } from "node:fs/promises";

declare class PoolClient { query(sql: string): Promise<unknown>; release(error?: Error): void }
declare class Pool { connect(): Promise<PoolClient> }
const idle = new Set<PoolClient>();

async function finish(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function give(client: PoolClient, broken: boolean): Promise<void> {
  if (broken) client.release(new Error("broken"));
  else client.release();
}

function park(client: PoolClient): void {
  idle.add(client);
}

function named<T extends object>(value: T, name: string): T {
  return Object.assign(value, { label: name });
}

export async function touch(path: string): Promise<void> {
  await finish(await open(path, "a"));
}

export async function check(pool: Pool): Promise<boolean> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query("select 1");
    broken = false;
  } finally {
    await give(client, broken);
  }
  return !broken;
}

export async function preheat(pool: Pool): Promise<void> {
  park(await pool.connect());
}

export async function labelled(path: string): Promise<FileHandle> {
  const file = await open(path);
  return named(file, path);
}
