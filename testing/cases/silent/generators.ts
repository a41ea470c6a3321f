/** Generators with `finally`, driven to their end or closed by the loop. */

import { open } from "node:fs/promises";

declare class Cursor { read(count: number): Promise<string[]>; close(): Promise<void> }
declare class Client { cursor(sql: string): Promise<Cursor> }

export async function* rows(client: Client, sql: string): AsyncGenerator<string> {
  const cursor = await client.cursor(sql);
  try {
    for (let batch = await cursor.read(100); batch.length > 0; batch = await cursor.read(100)) yield* batch;
  } finally {
    await cursor.close();
  }
}

export async function first(client: Client, sql: string): Promise<string | undefined> {
  for await (const row of rows(client, sql)) return row;
  return undefined;
}

export async function* lines(path: string): AsyncGenerator<string> {
  await using file = await open(path);
  for await (const line of file.readLines()) yield line;
}

export async function find(path: string, word: string): Promise<number> {
  let index = 0;
  for await (const line of lines(path)) {
    if (line.includes(word)) break;
    index++;
  }
  return index;
}

export function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const item of items) {
    if (left-- <= 0) return;
    yield item;
  }
}

export async function collect(client: Client): Promise<string[]> {
  const generator = rows(client, "select name from users");
  const result: string[] = [];
  try {
    for (let step = await generator.next(); !step.done; step = await generator.next()) result.push(step.value);
  } finally {
    await generator.return(undefined);
  }
  return result;
}
