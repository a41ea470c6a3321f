export class VanillaTilt {
  private element: HTMLElement | null;
  private transitionTimeout: ReturnType<typeof setTimeout> | undefined;
  private readonly onMouseLeave = (): void => this.setTransition();

  constructor(element: HTMLElement, private readonly speed: number) {
    this.element = element;
    element.addEventListener("mouseleave", this.onMouseLeave);
  }

  private setTransition(): void {
    clearTimeout(this.transitionTimeout);
    this.element!.style.transition = `${this.speed}ms`;
    this.transitionTimeout = setTimeout(() => {
      this.element!.style.transition = "";
    }, this.speed);
  }

  destroy(): void {
    this.element!.removeEventListener("mouseleave", this.onMouseLeave);
    this.element = null;
  }
}
