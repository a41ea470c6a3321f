interface Timers {
  loading?: ReturnType<typeof setTimeout>;
  controls?: ReturnType<typeof setTimeout>;
  resized?: ReturnType<typeof setTimeout>;
}

export class Plyr {
  private readonly timers: Timers = {};
  constructor(
    private readonly container: HTMLElement,
    private media: HTMLVideoElement | null,
  ) {}

  checkLoading(event: Event): void {
    const loading = event.type === "stalled" || event.type === "waiting";
    clearTimeout(this.timers.loading);
    this.timers.loading = setTimeout(() => {
      this.container.classList.toggle("plyr--loading", loading);
      this.update();
    }, loading ? 250 : 0);
  }

  toggleControls(show: boolean): void {
    clearTimeout(this.timers.controls);
    this.timers.controls = setTimeout(() => this.container.classList.toggle("plyr--hide-controls", !show), 2000);
  }

  private update(): void {
    this.container.dataset["time"] = String(this.media!.currentTime);
  }

  destroy(): void {
    clearTimeout(this.timers.loading);
    clearTimeout(this.timers.controls);
    clearTimeout(this.timers.resized);
    this.media?.pause();
    this.media = null;
  }
}
