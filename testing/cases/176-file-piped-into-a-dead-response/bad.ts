import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";

export async function serveStatic(path: string, response: ServerResponse): Promise<void> {
  const { size, mtime } = await stat(path);
  response.writeHead(200, { "content-length": size, "last-modified": mtime.toUTCString() });
  createReadStream(path).pipe(response);
}
