/** Reports are computed in a thread of their own. */

import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

export interface ReportRequest {
  readonly year: number;
  readonly totals: readonly number[];
}

/** Right: the thread ends with the request, whatever its answer. */
export async function computeReport(request: ReportRequest): Promise<string> {
  const worker = new Worker(new URL(import.meta.url));
  try {
    worker.postMessage(request);
    const [answer] = (await once(worker, "message")) as [string];
    return answer;
  } finally {
    await worker.terminate();
  }
}

/** Right: whoever asks for a thread ends it. */
export function startReportWorker(): Worker {
  const worker = new Worker(new URL(import.meta.url));
  worker.on("error", (error) => console.error(`report: ${error}`));
  worker.unref();
  return worker;
}

if (!isMainThread) {
  parentPort?.on("message", ({ year, totals }: ReportRequest) => {
    const sum = totals.reduce((total, value) => total + value, 0);
    parentPort?.postMessage(`${year}: ${sum.toFixed(2)}`);
  });
}
