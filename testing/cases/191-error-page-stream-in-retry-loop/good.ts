import { createReadStream, type ReadStream } from "node:fs";
import { once } from "node:events";

export async function openFirst(paths: readonly string[]): Promise<ReadStream | undefined> {
  for (const path of paths) {
    const stream = createReadStream(path);
    try {
      await once(stream, "ready", { signal: AbortSignal.timeout(1000) });
      return stream;
    } catch {
      stream.destroy();
    }
  }
  return undefined;
}
