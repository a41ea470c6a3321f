export class OrbitControls {
  private controlActive = false;
  private readonly onKeyDown = this.interceptControlDown.bind(this);
  private readonly onKeyUp = this.interceptControlUp.bind(this);

  constructor(readonly element: HTMLElement) {
    this.connect();
  }

  connect(): void {
    const root = this.element.getRootNode();
    root.addEventListener("keydown", this.onKeyDown, { passive: true, capture: true });
  }

  private interceptControlDown(event: Event): void {
    if ((event as KeyboardEvent).key !== "Control") return;
    this.controlActive = true;
    const root = this.element.getRootNode();
    root.addEventListener("keyup", this.onKeyUp, { passive: true, capture: true });
  }

  private interceptControlUp(event: Event): void {
    if ((event as KeyboardEvent).key !== "Control") return;
    this.controlActive = false;
    const root = this.element.getRootNode();
    root.removeEventListener("keyup", this.onKeyUp, { capture: true });
  }

  zoomsByScale(): boolean {
    return this.controlActive;
  }

  dispose(): void {
    const root = this.element.getRootNode();
    root.removeEventListener("keydown", this.onKeyDown, { capture: true });
    root.removeEventListener("keyup", this.onKeyUp, { capture: true });
  }
}
