import { Worker } from "node:worker_threads";

interface Invoice {
  readonly id: string;
  readonly total: number;
}
interface Task {
  readonly id: number;
  readonly invoices: Invoice[];
  readonly onDone: (saved: number) => void;
}

export class PersistQueue {
  private next = 0;
  private readonly running = new Map<number, Task>();
  private readonly worker: Worker;
  constructor(file: string) {
    this.worker = new Worker(file);
    this.worker.on("message", ({ id, saved }: { id: number; saved: number }) => {
      this.running.get(id)?.onDone(saved);
      this.running.delete(id);
    });
  }

  persist(invoices: Invoice[], onDone: (saved: number) => void): void {
    const task: Task = { id: this.next++, invoices, onDone };
    this.running.set(task.id, task);
    this.worker.postMessage({ id: task.id, invoices });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
