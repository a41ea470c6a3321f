export class Uptime {
  private seconds = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  constructor(private readonly element: HTMLElement) {}

  mounted(): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      this.seconds += 1;
      this.element.textContent = `${this.seconds} s`;
    }, 1000);
  }

  unmounted(): void {
    clearInterval(this.timer);
    this.element.remove();
  }
}
