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
  private backend: Backend | undefined;
  constructor(private readonly config: { driver: string; url: string }) {}

  async init(): Promise<Backend> {
    this.backend ??= await createBackendFromDriver(this.config);
    return this.backend;
  }

  async claim(queue: string): Promise<Job[]> {
    return (await this.init()).claim(queue);
  }

  async insert(queue: string, payload: unknown): Promise<Job> {
    return (await this.init()).insert(queue, payload);
  }

  async close(): Promise<void> {
    await this.backend?.close();
    this.backend = undefined;
  }
}
