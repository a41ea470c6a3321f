/** Writes the catalogue for the web site and for partners. */

import { open, rename, type FileHandle } from "node:fs/promises";
import type { Article } from "./catalogue-import.ts";

/** Wrong: on a full disk `sync` fails, and `close` below it is never reached. */
export async function exportJson(path: string, articles: readonly Article[]): Promise<void> {
  const file = await open(path, "w"); // planted: leaked-resource
  try {
    await file.writeFile(JSON.stringify(articles));
  } finally {
    await file.sync();
    await file.close();
  }
}

/** Right: `sync` is part of the work, `close` alone is the clean-up. */
export async function exportLines(path: string, articles: readonly Article[]): Promise<void> {
  const file = await open(`${path}.new`, "w");
  try {
    for (const article of articles) await file.write(`${article.number};${article.name};${article.price}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** Wrong: asks a closed file for its size. */
export async function exportedBytes(path: string, articles: readonly Article[]): Promise<number> {
  const file = await open(path, "w+");
  try {
    await file.writeFile(JSON.stringify(articles));
  } finally {
    await file.close();
  }
  const { size } = await file.stat(); // planted: use-after-release
  return size;
}

/** Right: asks first. */
export async function appendedBytes(path: string, article: Article): Promise<number> {
  const file = await open(path, "a");
  try {
    const before = await file.stat();
    await file.appendFile(JSON.stringify(article));
    const after = await file.stat();
    return after.size - before.size;
  } finally {
    await file.close();
  }
}

/** Right: keeps its file as long as it lives, and its owner disposes of it. */
export class ExportLog implements AsyncDisposable {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<ExportLog> {
    const file = await open(path, "a");
    return new ExportLog(file);
  }

  async add(line: string): Promise<void> {
    await this.#file.appendFile(`${new Date().toISOString()} ${line}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }
}

/** Right: `await using` on a class of ours. */
export async function exportEverything(directory: string, articles: readonly Article[]): Promise<void> {
  await using log = await ExportLog.create(`${directory}/export.log`);
  await exportLines(`${directory}/catalogue.txt`, articles);
  await log.add(`${articles.length} articles`);
}
