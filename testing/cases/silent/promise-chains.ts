/** Ownership in `then`, `finally` and `catch` instead of `await`. */

import { open } from "node:fs/promises";

declare class PoolClient { query(sql: string): Promise<object[]>; release(error?: Error): void }
declare class Pool { connect(): Promise<PoolClient> }

export function query(pool: Pool, sql: string): Promise<object[]> {
  return pool.connect().then((client) => client.query(sql).finally(() => client.release()));
}

export function read(path: string): Promise<string> {
  return open(path).then((file) =>
    file.readFile("utf8").then(
      (text) => file.close().then(() => text),
      (error: unknown) =>
        file.close().then(() => {
          throw error;
        }),
    ),
  );
}

export function queryBoth(pool: Pool, left: string, right: string): Promise<object[][]> {
  return pool.connect().then(async (client) => {
    try {
      return [await client.query(left), await client.query(right)];
    } finally {
      client.release();
    }
  });
}

export function inBackground(pool: Pool, sql: string): void {
  void query(pool, sql).catch((error) => console.error(error));
}

export function all(paths: readonly string[]): Promise<string[]> {
  return Promise.all(paths.map((path) => open(path).then((file) => file.readFile("utf8").finally(() => file.close()))));
}
