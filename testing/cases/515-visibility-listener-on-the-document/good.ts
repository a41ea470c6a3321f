type State = "disconnected" | "connected";
declare class Engine {
  reconnect(): void;
  close(): Promise<void>;
}

export class Room {
  private state: State = "disconnected";
  private engine = new Engine();

  connect(): void {
    if (this.state === "connected") return;
    this.engine = new Engine();
    window.addEventListener("beforeunload", this.onPageLeave);
    window.addEventListener("pagehide", this.onPageLeave);
    document.addEventListener("freeze", this.onPageLeave);
    document.addEventListener("visibilitychange", this.onVisibility);
    this.state = "connected";
  }

  private readonly onPageLeave = (): void => {
    void this.disconnect();
  };
  private readonly onVisibility = (): void => {
    if (document.visibilityState === "visible") this.engine.reconnect();
  };

  async disconnect(): Promise<void> {
    if (this.state === "disconnected") return;
    this.state = "disconnected";
    window.removeEventListener("beforeunload", this.onPageLeave);
    window.removeEventListener("pagehide", this.onPageLeave);
    document.removeEventListener("freeze", this.onPageLeave);
    document.removeEventListener("visibilitychange", this.onVisibility);
    await this.engine.close();
  }
}
