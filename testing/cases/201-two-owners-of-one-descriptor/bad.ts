import { createReadStream, promises as fs } from "node:fs";
import { text } from "node:stream/consumers";

export async function readAll(path: string): Promise<string> {
  const handle = await fs.open(path, "r");
  const stream = createReadStream("", { fd: handle.fd });
  const whole = await text(stream);
  await handle.close();
  return whole;
}
