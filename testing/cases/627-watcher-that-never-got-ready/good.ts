import type { EventEmitter } from "node:events";

interface FSWatcher extends EventEmitter {
  close(): Promise<void>;
}
declare const chokidar: { watch(paths: string[], options?: { ignoreInitial?: boolean }): FSWatcher };
export interface FileEvent {
  readonly kind: string;
  readonly path: string;
}

export class FileWatcherSource {
  private watcher: FSWatcher | null = null;
  constructor(private readonly emit: (event: FileEvent) => void) {}

  async start(paths: string[]): Promise<void> {
    if (this.watcher !== null) return;
    const watcher = chokidar.watch(paths, { ignoreInitial: true });
    this.watcher = watcher;
    watcher.on("all", (kind: string, path: string) => this.emit({ kind, path }));
    try {
      await new Promise<void>((resolve, reject) => {
        watcher.once("ready", resolve);
        watcher.once("error", reject);
      });
    } catch (error) {
      this.watcher = null;
      await watcher.close();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.watcher?.close();
    this.watcher = null;
  }
}
