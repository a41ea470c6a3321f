import { createReadStream, type ReadStream } from "node:fs";
import { once } from "node:events";

export async function openFirst(paths: readonly string[]): Promise<ReadStream | undefined> {
  for (const path of paths) {
    try {
      const stream = createReadStream(path);
      await once(stream, "ready", { signal: AbortSignal.timeout(1000) });
      return stream;
    } catch {
      continue;
    }
  }
  return undefined;
}
