interface Backend {
  execute(message: Uint8Array): Promise<Uint8Array>;
  shutdown(): void;
}
declare function loadBackend(path: string): Promise<Backend>;
declare function serialize(sql: string): Uint8Array;
declare function parse(reply: Uint8Array): { rows: object[] };

export class PGlite {
  #closed = false;
  #tail: Promise<unknown> = Promise.resolve();
  private constructor(private readonly backend: Backend) {}

  static async create(path: string): Promise<PGlite> {
    return new PGlite(await loadBackend(path));
  }

  query(sql: string): Promise<{ rows: object[] }> {
    if (this.#closed) throw new Error("PGlite is closed");
    return this.exclusive(async () => {
      await this.backend.execute(serialize("describe"));
      return parse(await this.backend.execute(serialize(sql)));
    });
  }

  private exclusive<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#tail.then(work, work);
    this.#tail = run.catch(() => undefined);
    return run;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#tail;
    this.backend.shutdown();
  }
}
