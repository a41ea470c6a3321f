import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";

class BlobNotFoundError extends Error {}

export class BlobDiskCache {
  constructor(private readonly directory: string) {}

  async get(id: string): Promise<{ size: number; stream: Readable }> {
    const path = join(this.directory, id);
    try {
      const { size } = await stat(path);
      return { size, stream: createReadStream(path) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new BlobNotFoundError(id);
      throw error;
    }
  }
}
