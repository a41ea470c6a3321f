/** Two facts that belong together: a flag or a null says whether there is something to release. */

import { closeSync, openSync, readSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";

declare class PoolClient { query(sql: string): Promise<unknown>; release(): void }
declare class Pool { connect(): Promise<PoolClient> }

export async function query(pool: Pool, sql: string, given?: PoolClient): Promise<unknown> {
  const client = given ?? (await pool.connect());
  const owns = given === undefined;
  try {
    return await client.query(sql);
  } finally {
    if (owns) client.release();
  }
}

export async function maybeLog(path: string | undefined, lines: readonly string[]): Promise<void> {
  let file: FileHandle | undefined;
  try {
    if (path !== undefined) file = await open(path, "a");
    for (const line of lines) await file?.appendFile(`${line}\n`);
  } finally {
    await file?.close();
  }
}

export function magic(path: string): string {
  let fd = -1;
  try {
    fd = openSync(path, "r");
    const head = Buffer.alloc(4);
    readSync(fd, head, 0, 4, 0);
    return head.toString("latin1");
  } finally {
    if (fd !== -1) closeSync(fd);
  }
}

export async function copyBitmap(source: ImageBitmap | Blob, context: CanvasRenderingContext2D): Promise<void> {
  const mustClose = source instanceof Blob;
  const bitmap = mustClose ? await createImageBitmap(source) : source;
  try {
    context.drawImage(bitmap, 0, 0);
  } finally {
    if (mustClose) bitmap.close();
  }
}

export async function tryLock(lock: { tryAcquire(): Promise<(() => void) | null> }, work: () => Promise<void>): Promise<boolean> {
  const release = await lock.tryAcquire();
  if (release === null) return false;
  try {
    await work();
    return true;
  } finally {
    release();
  }
}
