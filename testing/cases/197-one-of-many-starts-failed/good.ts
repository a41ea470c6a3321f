import { once } from "node:events";
import { Worker } from "node:worker_threads";

async function startWorker(file: string): Promise<Worker> {
  const worker = new Worker(file);
  try {
    await once(worker, "online");
    return worker;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

export class Cluster {
  private constructor(private readonly workers: readonly Worker[]) {}

  static async start(file: string, count: number): Promise<Cluster> {
    const started = await Promise.allSettled(Array.from({ length: count }, () => startWorker(file)));
    const workers = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const failed = started.find((result) => result.status === "rejected");
    if (failed !== undefined) {
      await Promise.all(workers.map((worker) => worker.terminate()));
      throw failed.reason;
    }
    return new Cluster(workers);
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
