import { promises as fs } from "node:fs";
import { text } from "node:stream/consumers";

export async function readAll(path: string): Promise<string> {
  const handle = await fs.open(path, "r");
  return text(handle.createReadStream());
}
