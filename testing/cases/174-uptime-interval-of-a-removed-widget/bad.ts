export class Uptime {
  private seconds = 0;
  constructor(private readonly element: HTMLElement) {}

  mounted(): void {
    setInterval(() => {
      this.seconds += 1;
      this.element.textContent = `${this.seconds} s`;
    }, 1000);
  }

  unmounted(): void {
    this.element.remove();
  }
}
