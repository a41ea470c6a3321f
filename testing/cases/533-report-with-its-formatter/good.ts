interface Row {
  readonly day: string;
  readonly hours: number;
}
interface ReportRequest {
  readonly rows: readonly Row[];
  readonly capacity: number;
}
interface ReportReply {
  readonly total: number;
}

function capacityOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.hours, 0);
}

export function runReport(worker: Worker, rows: readonly Row[]): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<ReportReply>) => resolve(data.total), { once: true });
    worker.addEventListener("error", (event) => reject(new Error(event.message)), { once: true });
    const request: ReportRequest = { rows, capacity: capacityOf(rows) };
    worker.postMessage(request);
  });
}
