declare class Hls {
  loadSource(source: string): void;
  startLoad(): void;
  stopLoad(): void;
  destroy(): void;
}

export class HlsPlayback {
  private hls: Hls | null = null;
  private timeUpdateTimer: ReturnType<typeof setInterval> | undefined;
  private lastPosition = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly source: string,
    private readonly onTimeUpdate: (position: number) => void,
  ) {}

  play(): void {
    if (this.hls === null) {
      this.hls = new Hls();
      this.hls.loadSource(this.source);
    }
    this.hls.startLoad();
    void this.video.play();
    clearInterval(this.timeUpdateTimer);
    this.timeUpdateTimer = setInterval(() => this.reportPosition(), 250);
  }

  pause(): void {
    this.video.pause();
    clearInterval(this.timeUpdateTimer);
    this.hls?.stopLoad();
  }

  private reportPosition(): void {
    if (this.video.currentTime === this.lastPosition) return;
    this.lastPosition = this.video.currentTime;
    this.onTimeUpdate(this.lastPosition);
  }

  destroy(): void {
    clearInterval(this.timeUpdateTimer);
    this.hls?.destroy();
    this.hls = null;
  }
}
