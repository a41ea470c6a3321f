import { opendir } from "node:fs/promises";

export async function findByName(root: string, name: string, signal: AbortSignal): Promise<string | undefined> {
  const directory = await opendir(root);
  signal.throwIfAborted();
  for await (const entry of directory) {
    if (entry.name === name) return entry.parentPath;
  }
  return undefined;
}
