export class Component {
  private readonly target = new EventTarget();

  on(type: string, listener: () => void): void {
    this.target.addEventListener(type, listener);
  }

  off(type: string, listener: () => void): void {
    this.target.removeEventListener(type, listener);
  }

  requestAnimationFrame(callback: FrameRequestCallback): number {
    const id = window.requestAnimationFrame(callback);
    const cancel = (): void => window.cancelAnimationFrame(id);
    this.on("dispose", cancel);
    return id;
  }

  dispose(): void {
    this.target.dispatchEvent(new Event("dispose"));
  }
}
