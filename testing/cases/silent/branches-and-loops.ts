/** Every way out releases once: switches, labelled loops, early returns, nested tries. */

import { closeSync, openSync, readSync } from "node:fs";

declare class PoolClient { query(sql: string): Promise<object[]>; release(): void }
declare class Pool { connect(): Promise<PoolClient> }

export async function run(pool: Pool, kind: "count" | "list" | "none"): Promise<number> {
  if (kind === "none") return 0;
  const client = await pool.connect();
  try {
    switch (kind) {
      case "count":
        return (await client.query("select count(*) from notes")).length;
      case "list": {
        const rows = await client.query("select * from notes");
        if (rows.length === 0) break;
        return rows.length;
      }
    }
    return -1;
  } finally {
    client.release();
  }
}

export function firstWith(paths: readonly string[], magic: string): string | undefined {
  const buffer = Buffer.alloc(magic.length);
  outer: for (const path of paths) {
    const fd = openSync(path, "r");
    try {
      if (readSync(fd, buffer) < magic.length) continue outer;
      if (buffer.toString("latin1") === magic) return path;
    } finally {
      closeSync(fd);
    }
  }
  return undefined;
}

export async function both(pool: Pool): Promise<object[]> {
  const first = await pool.connect();
  try {
    const second = await pool.connect();
    try {
      return [...(await first.query("select 1")), ...(await second.query("select 2"))];
    } finally {
      second.release();
    }
  } finally {
    first.release();
  }
}

export async function flag(pool: Pool, deep: boolean): Promise<boolean> {
  const client = await pool.connect();
  let ok = false;
  try {
    await client.query("select 1");
    if (deep) await client.query("select 2");
    ok = true;
  } catch (error) {
    console.error(error);
  }
  client.release();
  return ok;
}
