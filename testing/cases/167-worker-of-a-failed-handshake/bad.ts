import { once } from "node:events";
import { Worker } from "node:worker_threads";

export class Cluster {
  private readonly workers: Worker[] = [];

  async spawn(file: string, readyWithinMs: number): Promise<Worker> {
    const worker = new Worker(file);
    await once(worker, "message", { signal: AbortSignal.timeout(readyWithinMs) });
    this.workers.push(worker);
    return worker;
  }

  async terminate(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.terminate()));
  }
}
