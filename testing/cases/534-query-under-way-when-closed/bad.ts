interface Backend {
  execute(message: Uint8Array): Promise<Uint8Array>;
  shutdown(): void;
}
declare function loadBackend(path: string): Promise<Backend>;
declare function serialize(sql: string): Uint8Array;
declare function parse(reply: Uint8Array): { rows: object[] };

export class PGlite {
  #closed = false;
  private constructor(private readonly backend: Backend) {}

  static async create(path: string): Promise<PGlite> {
    return new PGlite(await loadBackend(path));
  }

  async query(sql: string): Promise<{ rows: object[] }> {
    if (this.#closed) throw new Error("PGlite is closed");
    await this.backend.execute(serialize("describe"));
    return parse(await this.backend.execute(serialize(sql)));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.backend.shutdown();
  }
}
