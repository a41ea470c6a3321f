import { Worker } from "node:worker_threads";

export class Task {
  protected readonly worker: Worker;
  constructor(file: string) {
    this.worker = new Worker(file);
  }
  dispose(): void {
    void this.worker.terminate();
  }
}

export class CachingTask extends Task {
  private readonly results = new Map<string, unknown>();

  remember(key: string, value: unknown): void {
    this.results.set(key, value);
  }

  override dispose(): void {
    this.results.clear();
    super.dispose();
  }
}
