/** Workers kept in arrays, handed out, replaced when they die, stopped together. */

import { Worker } from "node:worker_threads";

interface Entry { job: unknown; resolve(value: unknown): void; reject(error: unknown): void }
interface Slot { worker: Worker; current: Entry | undefined }

export class WorkerPool implements AsyncDisposable {
  private readonly slots: Slot[] = [];
  private readonly queue: Entry[] = [];

  constructor(private readonly file: string, size: number) {
    for (let index = 0; index < size; index++) this.slots.push({ worker: this.spawn(index), current: undefined });
  }

  run(job: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.queue.push({ job, resolve, reject });
      this.next();
    });
  }

  private spawn(index: number): Worker {
    const worker = new Worker(this.file);
    worker.on("message", (answer) => {
      const slot = this.slots[index];
      slot?.current?.resolve(answer);
      if (slot) slot.current = undefined;
      this.next();
    });
    worker.on("error", (error) => {
      const slot = this.slots[index];
      if (slot?.worker !== worker) return;
      slot.current?.reject(error);
      this.slots[index] = { worker: this.spawn(index), current: undefined };
    });
    return worker;
  }

  private next(): void {
    const slot = this.slots.find((candidate) => candidate.current === undefined);
    const entry = slot && this.queue.shift();
    if (!slot || !entry) return;
    slot.current = entry;
    slot.worker.postMessage(entry.job);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { reject } of this.queue.splice(0)) reject(new Error("stopped"));
    await Promise.all(this.slots.splice(0).map(({ worker }) => worker.terminate()));
  }
}
