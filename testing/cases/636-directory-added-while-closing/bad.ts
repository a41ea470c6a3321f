import { watch, type FSWatcher as Handle } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

export class DirectoryWatcher {
  private closed = false;
  private readonly handles = new Map<string, Handle>();
  constructor(private readonly onChange: (path: string) => void) {}

  async add(directory: string): Promise<void> {
    if (this.closed || this.handles.has(directory)) return;
    const handle = watch(directory, (_, name) => this.onChange(join(directory, name ?? "")));
    const entries = await readdir(directory, { withFileTypes: true });
    if (this.closed) return;
    this.handles.set(directory, handle);
    for (const entry of entries) {
      if (entry.isDirectory()) await this.add(join(directory, entry.name));
    }
  }

  close(): void {
    this.closed = true;
    for (const handle of this.handles.values()) handle.close();
    this.handles.clear();
  }
}
