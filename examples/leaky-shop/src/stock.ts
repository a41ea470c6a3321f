/** The stock, changed by one request at a time. */

import { readFile, writeFile } from "node:fs/promises";
import { Mutex } from "./mutex.ts";

export class Stock {
  readonly #path: string;
  readonly #mutex = new Mutex();

  constructor(path: string) {
    this.#path = path;
  }

  /** Wrong: when reading or writing fails, the lock stays shut for ever. */
  async take(article: string, quantity: number): Promise<boolean> {
    const guard = await this.#mutex.acquire(); // planted: leaked-resource
    const counts = await this.#read();
    const left = (counts.get(article) ?? 0) - quantity;
    if (left >= 0) {
      counts.set(article, left);
      await this.#write(counts);
    }
    guard.release();
    return left >= 0;
  }

  /** Right: the guard lives as long as the block. */
  async put(article: string, quantity: number): Promise<void> {
    using _guard = await this.#mutex.acquire();
    const counts = await this.#read();
    counts.set(article, (counts.get(article) ?? 0) + quantity);
    await this.#write(counts);
  }

  /** Wrong: nobody keeps the guard, so nobody can ever release the lock. */
  async clear(): Promise<void> {
    await this.#mutex.acquire(); // planted: dropped-guard
    await this.#write(new Map());
  }

  /** Right: the mutex lends the lock to a function. */
  async remove(article: string): Promise<void> {
    await this.#mutex.run(async () => {
      const counts = await this.#read();
      counts.delete(article);
      await this.#write(counts);
    });
  }

  async #read(): Promise<Map<string, number>> {
    return new Map(JSON.parse(await readFile(this.#path, "utf8")) as [string, number][]);
  }

  async #write(counts: ReadonlyMap<string, number>): Promise<void> {
    await writeFile(this.#path, JSON.stringify([...counts]));
  }
}
