import { createReadStream, promises as fs } from "node:fs";
import type { Writable } from "node:stream";

export async function send(path: string, target: Writable): Promise<void> {
  const handle = await fs.open(path, "r");
  const stream = createReadStream("", { fd: handle.fd, autoClose: false });
  stream.pipe(target);
  await handle.close();
}
