/** Registries hand out ids and keep the handles. */

import { open, type FileHandle } from "node:fs/promises";
import { Worker } from "node:worker_threads";

const files = new Map<number, FileHandle>();
const workers = new Set<Worker>();
let nextId = 1;

export async function openFile(path: string): Promise<number> {
  const id = nextId++;
  files.set(id, await open(path));
  return id;
}

export async function closeFile(id: number): Promise<void> {
  const file = files.get(id);
  files.delete(id);
  await file?.close();
}

export function spawn(file: string): void {
  const worker = new Worker(file);
  workers.add(worker);
  worker.once("exit", () => workers.delete(worker));
}

export async function stopAll(): Promise<void> {
  await Promise.all([...workers].map((worker) => worker.terminate()));
}

export class Commands {
  private readonly byName = new Map<string, { run(): void; dispose(): void }>();

  register(name: string, run: () => void): { dispose(): void } {
    const entry = { run, dispose: () => void this.byName.delete(name) };
    this.byName.set(name, entry);
    return entry;
  }

  installDefaults(): void {
    this.register("help", () => console.log([...this.byName.keys()]));
    this.register("exit", () => process.exit());
  }
}
