export class Component {
  private readonly target = new EventTarget();

  on(type: string, listener: () => void): void {
    this.target.addEventListener(type, listener);
  }

  off(type: string, listener: () => void): void {
    this.target.removeEventListener(type, listener);
  }

  requestAnimationFrame(callback: FrameRequestCallback): number {
    const cancel = (): void => window.cancelAnimationFrame(id);
    const id = window.requestAnimationFrame((time) => {
      this.off("dispose", cancel);
      callback(time);
    });
    this.on("dispose", cancel);
    return id;
  }

  dispose(): void {
    this.target.dispatchEvent(new Event("dispose"));
  }
}
