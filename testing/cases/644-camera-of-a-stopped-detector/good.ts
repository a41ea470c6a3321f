export interface Capture {
  readonly score: number;
  readonly hasMotion: boolean;
}

export class DiffCamEngine {
  private stream: MediaStream | null = null;
  private captureInterval: ReturnType<typeof setInterval> | undefined;
  private readonly context: CanvasRenderingContext2D;

  constructor(private readonly video: HTMLVideoElement, canvas: HTMLCanvasElement, private readonly onCapture: (capture: Capture) => void) {
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no 2d context");
    this.context = context;
  }

  async init(constraints: MediaTrackConstraints): Promise<void> {
    this.stop();
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: constraints });
    this.video.srcObject = this.stream;
  }

  start(everyMs: number): void {
    clearInterval(this.captureInterval);
    this.captureInterval = setInterval(() => this.capture(), everyMs);
  }

  stop(): void {
    clearInterval(this.captureInterval);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
    this.context.clearRect(0, 0, this.context.canvas.width, this.context.canvas.height);
  }

  private capture(): void {
    this.context.drawImage(this.video, 0, 0);
    const { data } = this.context.getImageData(0, 0, this.context.canvas.width, this.context.canvas.height);
    const score = data.reduce((sum, value) => sum + (value > 32 ? 1 : 0), 0);
    this.onCapture({ score, hasMotion: score > 32 });
  }
}
