export interface Job {
  readonly id: number;
  readonly queue: string;
}
declare class Backend {
  claim(queue: string): Promise<Job[]>;
  insert(queue: string, payload: unknown): Promise<Job>;
  close(): Promise<void>;
}
declare function createBackendFromDriver(config: { driver: string; url: string }): Promise<Backend>;

export class LazyBackend {
  private backend: Promise<Backend> | undefined;
  constructor(private readonly config: { driver: string; url: string }) {}

  init(): Promise<Backend> {
    this.backend ??= createBackendFromDriver(this.config);
    return this.backend;
  }

  async claim(queue: string): Promise<Job[]> {
    return (await this.init()).claim(queue);
  }

  async insert(queue: string, payload: unknown): Promise<Job> {
    return (await this.init()).insert(queue, payload);
  }

  async close(): Promise<void> {
    const backend = this.backend;
    this.backend = undefined;
    await (await backend)?.close();
  }
}
