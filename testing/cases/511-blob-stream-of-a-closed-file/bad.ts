import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";

class BlobNotFoundError extends Error {}

export class BlobDiskCache {
  constructor(private readonly directory: string) {}

  async get(id: string): Promise<{ size: number; stream: Readable }> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(join(this.directory, id), "r");
      const { size } = await handle.stat();
      return { size, stream: handle.createReadStream() };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new BlobNotFoundError(id);
      throw error;
    } finally {
      await handle?.close();
    }
  }
}
