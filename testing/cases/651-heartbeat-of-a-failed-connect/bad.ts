import { EventEmitter } from "node:events";

declare class Socket extends EventEmitter {
  static readonly OPEN: number;
  static readonly CLOSED: number;
  readonly readyState: number;
  send(text: string): void;
  close(code?: number): void;
}
declare function openSocket(url: string): Promise<Socket>;

export class Connection {
  private socket: Socket | null = null;
  private heartbeat: ReturnType<typeof setInterval> | null = null;
  constructor(private readonly url: string) {}

  async connect(): Promise<void> {
    const socket = await openSocket(this.url);
    this.socket = socket;
    this.clearHeartbeat();
    this.heartbeat = setInterval(() => socket.send("ping"), 60_000);
  }

  async disconnect(): Promise<void> {
    const socket = this.socket;
    if (socket === null || socket.readyState === Socket.CLOSED) return;
    this.clearHeartbeat();
    await new Promise<void>((resolve) => {
      socket.once("close", () => resolve());
      socket.close(1000);
    });
    this.socket = null;
  }

  private clearHeartbeat(): void {
    if (this.heartbeat !== null) clearInterval(this.heartbeat);
    this.heartbeat = null;
  }
}
