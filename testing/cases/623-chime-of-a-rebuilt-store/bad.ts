declare class Renderer {
  constructor(canvas: HTMLCanvasElement);
  render(): void;
  dispose(): void;
}

export class StoreScene {
  private readonly renderer: Renderer;
  private chime: AudioContext | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.renderer = new Renderer(canvas);
  }

  finishStock(): void {
    this.chime = new AudioContext();
    this.renderer.render();
  }

  openDoor(): void {
    if (this.chime === null) return;
    const tone = new OscillatorNode(this.chime, { frequency: 880 });
    tone.connect(this.chime.destination);
    tone.start();
    tone.stop(this.chime.currentTime + 0.2);
  }

  destroy(): void {
    this.renderer.dispose();
  }
}
