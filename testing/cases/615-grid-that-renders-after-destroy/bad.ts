export class InfiniteGrid {
  private scroll = 0;
  private readonly onWheel = (event: WheelEvent): void => {
    this.scroll += event.deltaY;
  };

  constructor(private readonly items: readonly HTMLElement[]) {
    window.addEventListener("wheel", this.onWheel);
    this.render();
  }

  private readonly render = (): void => {
    for (const item of this.items) item.style.transform = `translateY(${-this.scroll}px)`;
    requestAnimationFrame(this.render);
  };

  destroy(): void {
    window.removeEventListener("wheel", this.onWheel);
  }
}
