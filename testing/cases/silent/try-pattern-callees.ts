/** `open` and friends that answer with a null, a result or a tuple instead of throwing. */

import { open, type FileHandle } from "node:fs/promises";

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

export async function tryOpen(path: string): Promise<Result<FileHandle>> {
  try {
    return { ok: true, value: await open(path) };
  } catch (error) {
    return { ok: false, error };
  }
}

export async function openOrNull(path: string): Promise<FileHandle | null> {
  return open(path).catch(() => null);
}

export async function sizeOf(path: string): Promise<number | undefined> {
  const opened = await tryOpen(path);
  if (!opened.ok) return undefined;
  try {
    return (await opened.value.stat()).size;
  } finally {
    await opened.value.close();
  }
}

export async function firstByte(path: string): Promise<number | undefined> {
  const file = await openOrNull(path);
  if (file === null) return undefined;
  try {
    const { buffer } = await file.read({ buffer: Buffer.alloc(1), length: 1 });
    return buffer[0];
  } finally {
    await file.close();
  }
}

export async function attempt<T>(work: () => Promise<T>): Promise<[T, undefined] | [undefined, unknown]> {
  try {
    return [await work(), undefined];
  } catch (error) {
    return [undefined, error];
  }
}

export async function text(path: string): Promise<string> {
  const [file, error] = await attempt(() => open(path));
  if (file === undefined) return String(error);
  try {
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}
