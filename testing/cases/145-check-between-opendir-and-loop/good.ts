import { opendir } from "node:fs/promises";

export async function findByName(root: string, name: string, signal: AbortSignal): Promise<string | undefined> {
  signal.throwIfAborted();
  for await (const entry of await opendir(root)) {
    if (entry.name === name) return entry.parentPath;
  }
  return undefined;
}
