/** Watchers that are kept, iterated, or stopped by a signal. */

import { watch, watchFile, unwatchFile, type FSWatcher } from "node:fs";
import { watch as watchAsync } from "node:fs/promises";

declare const chokidar: { watch(path: string): { on(event: string, listener: (path: string) => void): ReturnType<typeof chokidar.watch>; close(): Promise<void> } };

export class ConfigWatch {
  private readonly watcher: FSWatcher;
  constructor(path: string, onChange: () => void) {
    this.watcher = watch(path, { persistent: false }, onChange);
  }
  close(): void {
    this.watcher.close();
  }
}

export async function untilChanged(path: string): Promise<string | null> {
  for await (const { filename } of watchAsync(path)) return filename;
  return null;
}

export async function follow(path: string, signal: AbortSignal, onChange: () => void): Promise<void> {
  try {
    for await (const _ of watchAsync(path, { signal })) onChange();
  } catch (error) {
    if ((error as Error).name !== "AbortError") throw error;
  }
}

export function reload(path: string, load: () => void): () => void {
  watchFile(path, load);
  return () => unwatchFile(path, load);
}

export function develop(path: string, rebuild: (path: string) => void): void {
  chokidar.watch(path).on("change", rebuild).on("add", rebuild);
}

export function once(path: string, onChange: () => void): void {
  const watcher = watch(path, () => {
    watcher.close();
    onChange();
  });
}
