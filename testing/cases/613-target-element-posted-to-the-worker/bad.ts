export interface ScannerConfig {
  readonly inputStream: { readonly type: "LiveStream"; readonly target: HTMLElement | string };
  readonly decoder: { readonly readers: readonly string[] };
}

export class WorkerPool {
  private readonly workers: Worker[] = [];
  constructor(private readonly config: ScannerConfig, private readonly url: string) {}

  start(width: number, height: number): void {
    const worker = new Worker(this.url);
    const imageData = new Uint8Array(width * height);
    worker.postMessage({ cmd: "init", size: { x: width, y: height }, imageData, config: this.config }, [imageData.buffer]);
    this.workers.push(worker);
  }

  stop(): void {
    for (const worker of this.workers.splice(0)) worker.terminate();
  }
}
