import type { ServerResponse } from "node:http";

declare class RedisClient {
  xread(from: string): Promise<string[]>;
  disconnect(): void;
}
declare function createRedisClient(name: string): Promise<RedisClient>;
declare function recover(response: ServerResponse, since: string): Promise<string>;

export async function liveStream(query: Readonly<Record<string, string>>, response: ServerResponse): Promise<void> {
  const since = String(query["recover"] ?? "0");
  const client = await createRedisClient("live stream");
  try {
    const position = await recover(response, since);
    if (response.writableEnded) return;
    for (const event of await client.xread(position)) response.write(`data: ${event}\n\n`);
  } finally {
    client.disconnect();
  }
}
