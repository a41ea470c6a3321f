export interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  readonly method?: string;
}
class ConnectionError extends Error {}

export class APIClient {
  constructor(
    private readonly baseURL: string,
    private readonly maxRetries: number,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  async get<T>(path: string, options: RequestOptions = {}): Promise<T> {
    let failure: unknown;
    for (let attempt = 0; attempt <= this.maxRetries; attempt++) {
      try {
        const response = await this.fetchWithTimeout(new URL(path, this.baseURL), options);
        return (await response.json()) as T;
      } catch (error) {
        failure = error;
      }
    }
    throw new ConnectionError("no answer", { cause: failure });
  }

  private async fetchWithTimeout(url: URL, options: RequestOptions): Promise<Response> {
    const { signal, timeout = 60_000, ...rest } = options;
    const controller = new AbortController();
    if (signal) signal.addEventListener("abort", () => controller.abort());
    const timer = setTimeout(() => controller.abort(), timeout);
    try {
      return await this.fetch.call(undefined, url, { signal: controller.signal, ...rest });
    } finally {
      clearTimeout(timer);
    }
  }
}
