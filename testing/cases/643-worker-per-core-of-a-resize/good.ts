export interface Strip {
  readonly top: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

export class HermiteResize {
  private readonly cores = navigator.hardwareConcurrency || 4;
  constructor(private readonly script: string) {}

  resample(strips: readonly Strip[], width: number, target: number, onDone: (parts: ImageData[]) => void): void {
    const parts: ImageData[] = [];
    let active = 0;
    for (let core = 0; core < Math.min(this.cores, strips.length); core++) {
      const strip = strips[core]!;
      active++;
      const worker = new Worker(this.script);
      worker.onmessage = (event: MessageEvent<{ pixels: Uint8ClampedArray<ArrayBuffer> }>) => {
        active--;
        worker.terminate();
        parts[core] = new ImageData(event.data.pixels, target);
        if (active === 0) onDone(parts);
      };
      worker.postMessage({ width, target, core, strip });
    }
  }
}
