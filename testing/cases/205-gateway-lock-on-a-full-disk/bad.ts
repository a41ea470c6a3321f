import { open, readFile, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";

export class GatewayLockError extends Error {}

export interface GatewayLock {
  release(): Promise<void>;
}

function isExisting(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EEXIST";
}

function lockOf(handle: FileHandle, path: string): GatewayLock {
  return {
    release: async () => {
      await handle.close();
      await rm(path, { force: true });
    },
  };
}

export async function acquireGatewayLock(path: string, attempts: number): Promise<GatewayLock> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const handle = await open(path, "wx");
      await handle.writeFile(JSON.stringify({ pid: process.pid, at: Date.now() }));
      return lockOf(handle, path);
    } catch (error) {
      if (!isExisting(error)) throw new GatewayLockError(`cannot lock ${path}: ${String(error)}`);
      const owner = await readFile(path, "utf8").catch(() => "");
      if (owner === "") await rm(path, { force: true });
    }
  }
  throw new GatewayLockError(`still locked: ${path}`);
}
