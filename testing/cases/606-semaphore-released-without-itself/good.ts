export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  constructor(max: number) {
    this.#free = max;
  }
  async acquire(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}

export function fetchAll(urls: readonly string[], semaphore: Semaphore): Promise<Response[]> {
  return Promise.all(
    urls.map(async (url) => {
      await semaphore.acquire();
      try {
        return await fetch(url);
      } finally {
        semaphore.release();
      }
    }),
  );
}
