interface CanvasContextProps {
  readonly canvas: HTMLCanvasElement;
  readonly autoResize: boolean;
}
export class CanvasContext {
  readonly #observer: ResizeObserver;
  #size: readonly [number, number] = [0, 0];
  constructor(readonly props: CanvasContextProps) {
    this.#observer = new ResizeObserver((entries) => {
      const box = entries[0]?.contentRect;
      if (box) this.#size = [box.width, box.height];
    });
    this.#observer.observe(props.canvas);
  }
  getSize(): readonly [number, number] {
    return this.#size;
  }
  destroy(): void {
    this.#observer.disconnect();
  }
}

export class Deck {
  private canvas: HTMLCanvasElement | null;
  private canvasContext: CanvasContext | null;
  private frame: number | null = null;
  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.canvasContext = new CanvasContext({ canvas, autoResize: true });
  }
  redraw(draw: (size: readonly [number, number]) => void): void {
    this.frame = requestAnimationFrame(() => {
      if (this.canvasContext) draw(this.canvasContext.getSize());
    });
  }
  finalize(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    this.canvasContext = null;
    this.canvas?.remove();
    this.canvas = null;
  }
}
