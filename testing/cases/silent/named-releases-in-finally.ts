/** `close`, `endSession`, `release`, `destroy`, `end`, `terminate` in a `finally`. */

import { open, opendir } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { once } from "node:events";

declare class ClientSession {
  withTransaction<T>(body: () => Promise<T>): Promise<T>;
  endSession(): Promise<void>;
}
declare const mongo: { startSession(): ClientSession };
declare class Cursor { read(count: number): Promise<object[]>; close(): Promise<void> }
declare class Client { query(sql: string): Promise<object[]>; cursor(sql: string): Promise<Cursor>; end(): Promise<void> }
declare function createClient(url: string): Promise<Client>;

export async function transact<T>(body: () => Promise<T>): Promise<T> {
  const session = mongo.startSession();
  try {
    return await session.withTransaction(body);
  } finally {
    await session.endSession();
  }
}

export async function firstRows(url: string): Promise<object[]> {
  const client = await createClient(url);
  try {
    const cursor = await client.cursor("select * from notes");
    try {
      return await cursor.read(10);
    } finally {
      await cursor.close();
    }
  } finally {
    await client.end();
  }
}

export async function inWorker(file: string, job: unknown): Promise<unknown> {
  const worker = new Worker(file);
  try {
    worker.postMessage(job);
    const [answer] = await once(worker, "message");
    return answer;
  } finally {
    await worker.terminate();
  }
}

export async function sizes(root: string): Promise<number[]> {
  const directory = await opendir(root);
  try {
    const result: number[] = [];
    for (let entry = await directory.read(); entry !== null; entry = await directory.read()) {
      if (!entry.isFile()) continue;
      const file = await open(`${root}/${entry.name}`);
      try {
        result.push((await file.stat()).size);
      } finally {
        await file.close();
      }
    }
    return result;
  } finally {
    await directory.close();
  }
}
