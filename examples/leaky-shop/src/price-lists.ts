/** Price lists: many files, one after the other or all at once. */

import { open, type FileHandle } from "node:fs/promises";

/** Wrong: every empty list leaves its file open, one turn of the loop after the other. */
export async function totalPrices(paths: readonly string[]): Promise<number> {
  let total = 0;
  for (const path of paths) {
    const file = await open(path); // planted: leaked-resource
    const { size } = await file.stat();
    if (size === 0) continue;
    total += sumOf(await file.readFile("utf8"));
    await file.close();
  }
  return total;
}

/** Right: `continue` passes through `finally`. */
export async function highestPrice(paths: readonly string[]): Promise<number> {
  let highest = 0;
  for (const path of paths) {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size === 0) continue;
      highest = Math.max(highest, ...pricesOf(await file.readFile("utf8")));
    } finally {
      await file.close();
    }
  }
  return highest;
}

/** Right: a stack owns all of them and closes them in reverse. */
export async function mergeLists(paths: readonly string[], target: string): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const sources: FileHandle[] = [];
  for (const path of paths) sources.push(stack.use(await open(path)));
  const output = stack.use(await open(target, "w"));
  for (const source of sources) await output.write(await source.readFile("utf8"));
}

/** Right: tries again until it opens; only the last try has something to close. */
export async function readWhenReady(path: string, tries: number): Promise<string> {
  let file: FileHandle | undefined;
  for (let attempt = 0; file === undefined; attempt++) {
    try {
      file = await open(path);
    } catch (error) {
      if (attempt === tries) throw error;
    }
  }
  try {
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

function pricesOf(text: string): readonly number[] {
  return text.split("\n").map((line) => Number(line.split(";")[1] ?? 0));
}

function sumOf(text: string): number {
  return pricesOf(text).reduce((sum, price) => sum + price, 0);
}
