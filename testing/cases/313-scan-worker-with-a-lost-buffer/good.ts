export interface EntityRef {
  readonly id: number;
  readonly offset: number;
}
type Answer = { kind: "refs"; refs: EntityRef[] } | { kind: "failed"; message: string };

declare function workerUrl(): string;
declare function scanHere(buffer: ArrayBuffer): EntityRef[];

export function scan(buffer: ArrayBuffer): Promise<EntityRef[]> {
  return new Promise((resolve, reject) => {
    let started: Worker | undefined;
    try {
      const worker = new Worker(workerUrl());
      started = worker;
      worker.onmessage = (event: MessageEvent<Answer>) => {
        worker.terminate();
        if (event.data.kind === "refs") resolve(event.data.refs);
        else reject(new Error(event.data.message));
      };
      worker.onerror = (event) => {
        worker.terminate();
        reject(new Error(`scan worker: ${event.message}`));
      };
      worker.postMessage({ buffer }, [buffer]);
    } catch {
      started?.terminate();
      resolve(scanHere(buffer));
    }
  });
}
