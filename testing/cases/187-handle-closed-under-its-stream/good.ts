import { promises as fs } from "node:fs";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

export async function send(path: string, target: Writable): Promise<void> {
  const handle = await fs.open(path, "r");
  await pipeline(handle.createReadStream(), target);
}
