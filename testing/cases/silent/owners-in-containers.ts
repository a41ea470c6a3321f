/** Into arrays, maps, tuples, objects and options of others: the container owns it from then on. */

import { open, type FileHandle } from "node:fs/promises";

export async function inObject(path: string): Promise<{ file: FileHandle; path: string }> {
  return { file: await open(path), path };
}

export async function inTuple(path: string): Promise<readonly [FileHandle, string]> {
  const file = await open(path);
  return [file, path] as const;
}

export async function inNamedObject(path: string): Promise<{ file: FileHandle }> {
  const file = await open(path);
  const handle = { file };
  return handle;
}

export async function inMap(path: string): Promise<Map<string, FileHandle>> {
  const file = await open(path);
  return new Map([[path, file]]);
}

export async function inField(path: string, into: { file?: FileHandle }): Promise<void> {
  into.file = await open(path);
}

export async function inElement(path: string, into: FileHandle[]): Promise<void> {
  into[0] = await open(path);
}

export async function byName(paths: readonly string[]): Promise<Map<string, FileHandle>> {
  const files = new Map<string, FileHandle>();
  for (const path of paths) {
    if (files.has(path)) continue;
    files.set(path, await open(path));
  }
  return files;
}

export async function untilExit(path: string): Promise<void> {
  const file = await open(path);
  process.once("exit", () => void file.close());
}

export async function closer(path: string): Promise<() => Promise<void>> {
  const file = await open(path);
  return file.close.bind(file);
}
