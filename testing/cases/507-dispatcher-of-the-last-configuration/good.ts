declare class Pool {
  constructor(origin: URL, options: { connect: { rejectUnauthorized: boolean } });
  request(options: { path: string; method: string }): Promise<{ statusCode: number; body: { text(): Promise<string> } }>;
  close(): Promise<void>;
}
interface RuntimeEntry {
  readonly url: URL;
}
declare class Runtime {
  updateConfig(config: object): Promise<RuntimeEntry>;
  dispose(): Promise<void>;
}

export class Miniflare {
  #runtime = new Runtime();
  #runtimeEntryURL: URL | undefined;
  #runtimeDispatcher: Pool | undefined;

  async setOptions(config: object): Promise<void> {
    const entry = await this.#runtime.updateConfig(config);
    if (this.#runtimeEntryURL?.href !== entry.url.href) {
      const previous = this.#runtimeDispatcher;
      this.#runtimeEntryURL = entry.url;
      this.#runtimeDispatcher = new Pool(entry.url, { connect: { rejectUnauthorized: false } });
      await previous?.close();
    }
  }

  async dispatchFetch(path: string): Promise<string> {
    if (this.#runtimeDispatcher === undefined) throw new Error("not ready");
    const { body } = await this.#runtimeDispatcher.request({ path, method: "GET" });
    return body.text();
  }

  async dispose(): Promise<void> {
    await this.#runtime.dispose();
    await this.#runtimeDispatcher?.close();
  }
}
