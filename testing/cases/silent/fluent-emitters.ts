/** Calls that return their receiver: the result is the same socket, cursor or builder, never a new one. */

import { createServer, type Server } from "node:http";
import { connect, type Socket } from "node:net";

export function dial(port: number, onLine: (line: string) => void): Socket {
  return connect(port)
    .setEncoding("utf8")
    .setNoDelay(true)
    .on("data", (chunk: string) => chunk.split("\n").forEach(onLine))
    .on("error", (error) => console.error(error));
}

export function serve(port: number): Server {
  const server = createServer((_, response) => response.end("ok"));
  server.on("clientError", (_, socket) => socket.end());
  server.setTimeout(10_000).listen(port).on("close", () => console.log("closed"));
  return server;
}

declare class FindCursor<T> {
  sort(key: keyof T): this;
  limit(count: number): this;
  skip(count: number): FindCursor<T>;
  toArray(): Promise<T[]>;
  close(): Promise<void>;
}
export interface Users { find(filter: object): FindCursor<{ name: string }> }

/** `toArray` reads the cursor to its end, which ends it on the server as well. */
export async function page(users: Users, index: number): Promise<string[]> {
  const found = await users.find({ active: true }).sort("name").limit(20).skip(index * 20).toArray();
  return found.map((user) => user.name);
}

export async function firstTen(users: Users): Promise<number> {
  const cursor = users.find({});
  cursor.sort("name");
  cursor.limit(10);
  try {
    return (await cursor.toArray()).length;
  } finally {
    await cursor.close();
  }
}
