declare class SelfieSegmentation {
  constructor(config: { locateFile(name: string): string });
  onResults(listener: (results: { segmentationMask: CanvasImageSource }) => void): void;
  send(input: { image: HTMLVideoElement }): Promise<void>;
  close(): Promise<void>;
}

export class BackgroundBlur {
  private readonly segmentation: SelfieSegmentation;
  private stopped = false;
  private frame = 0;

  constructor(private readonly video: HTMLVideoElement, private readonly context: CanvasRenderingContext2D) {
    this.segmentation = new SelfieSegmentation({ locateFile: (name) => `/mediapipe/${name}` });
    this.segmentation.onResults(({ segmentationMask }) => this.context.drawImage(segmentationMask, 0, 0));
  }

  start(): void {
    const onFrame = async (): Promise<void> => {
      if (this.stopped) return;
      if (!this.video.paused) await this.segmentation.send({ image: this.video });
      if (!this.stopped) this.frame = requestAnimationFrame(() => void onFrame());
    };
    void onFrame();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    cancelAnimationFrame(this.frame);
    await this.segmentation.close();
    this.context.clearRect(0, 0, this.context.canvas.width, this.context.canvas.height);
  }
}
