/** Arrows that return what they make, tables of factories, defaults. */

import { open, type FileHandle } from "node:fs/promises";
import { connect, type Socket } from "node:net";

export const openForReading = (path: string): Promise<FileHandle> => open(path, "r");

export const dialers: Record<string, (port: number) => Socket> = {
  local: (port) => connect(port),
  remote: (port) => connect(port, "example.org"),
};

export function dialer(kind: string): (port: number) => Socket {
  return dialers[kind] ?? ((port) => connect(port));
}

export class Lazy<T> {
  private value: T | undefined;
  constructor(private readonly make: () => T) {}
  get(): T {
    return (this.value ??= this.make());
  }
}

export const sharedSocket = new Lazy(() => connect(5432));

export function factories(paths: readonly string[]): (() => Promise<FileHandle>)[] {
  return paths.map((path) => () => open(path));
}

export async function first(paths: readonly string[]): Promise<FileHandle | undefined> {
  for (const make of factories(paths)) {
    const file = await make().catch(() => undefined);
    if (file !== undefined) return file;
  }
  return undefined;
}
