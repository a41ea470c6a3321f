declare class Semaphore {
  acquire(): Promise<void>;
  release(): void;
}

export class FetchQueue {
  constructor(private readonly slots: Semaphore) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.slots.acquire();
    const running = task();
    try {
      return await running;
    } finally {
      this.slots.release();
    }
  }
}
