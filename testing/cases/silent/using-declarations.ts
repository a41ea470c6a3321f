/** `using` and `await using`, in blocks, loops, with null and with conditions. */

import { open } from "node:fs/promises";

declare class Guard implements Disposable { readonly value: number[]; [Symbol.dispose](): void }
declare class Lock { acquire(): Promise<Guard>; tryAcquire(): Guard | null }

export async function push(lock: Lock, value: number): Promise<void> {
  using guard = await lock.acquire();
  guard.value.push(value);
}

export function tryPush(lock: Lock, value: number): boolean {
  using guard = lock.tryAcquire();
  if (guard === null) return false;
  guard.value.push(value);
  return true;
}

export async function total(paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const path of paths) {
    await using file = await open(path);
    bytes += (await file.stat()).size;
  }
  return bytes;
}

export async function copyFirst(paths: readonly string[], to: string): Promise<boolean> {
  for (const path of paths) {
    const file = await open(path).catch(() => null);
    if (file === null) continue;
    await using source = file;
    await using target = await open(to, "w");
    await target.writeFile(await source.readFile());
    return true;
  }
  return false;
}

export async function each<T extends Disposable>(items: AsyncIterable<T>, body: (item: T) => void): Promise<void> {
  for await (using item of items) body(item);
}
