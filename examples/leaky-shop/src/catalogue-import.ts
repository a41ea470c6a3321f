/** Reads the catalogue that suppliers send as files. */

import { open, type FileHandle } from "node:fs/promises";

export interface Article {
  readonly number: string;
  readonly name: string;
  readonly price: number;
}

/** Wrong: a file that is not JSON, or not readable to its end, stays open. */
export async function importJson(path: string): Promise<readonly Article[]> {
  const file = await open(path); // planted: leaked-resource
  const text = await file.readFile("utf8");
  const articles = JSON.parse(text) as Article[];
  await file.close();
  return articles;
}

/** Right: closed at the end of the block. */
export async function importLines(path: string): Promise<readonly Article[]> {
  await using file = await open(path);
  const articles: Article[] = [];
  for await (const line of file.readLines()) {
    if (line.startsWith("#")) continue;
    articles.push(parseLine(line));
  }
  return articles;
}

/** Right: a helper that opens and hands over, and closes when it cannot. */
export async function openCatalogue(path: string): Promise<FileHandle> {
  const file = await open(path, "r");
  try {
    await expectSignature(file);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Right: what was handed over is closed here. */
export async function countArticles(path: string): Promise<number> {
  const file = await openCatalogue(path);
  let count = 0;
  try {
    for await (const line of file.readLines()) {
      if (line.length > 0) count++;
    }
  } finally {
    await file.close();
  }
  return count;
}

async function expectSignature(file: FileHandle): Promise<void> {
  const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
  if (buffer.toString("latin1") !== "SHOP") throw new Error("not a catalogue of the shop");
}

function parseLine(line: string): Article {
  const [number, name, price] = line.split(";");
  if (number === undefined || name === undefined) throw new Error(`not an article: ${line}`);
  return { number, name, price: Number(price) };
}
