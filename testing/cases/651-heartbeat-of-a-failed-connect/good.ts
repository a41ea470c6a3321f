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
    await this.disconnect();
    const socket = await openSocket(this.url);
    this.socket = socket;
    this.heartbeat = setInterval(() => socket.send("ping"), 60_000);
  }

  async disconnect(): Promise<void> {
    this.clearHeartbeat();
    const socket = this.socket;
    this.socket = null;
    if (socket === null || socket.readyState === Socket.CLOSED) return;
    await new Promise<void>((resolve) => {
      socket.once("close", () => resolve());
      socket.close(1000);
    });
  }

  private clearHeartbeat(): void {
    if (this.heartbeat !== null) clearInterval(this.heartbeat);
    this.heartbeat = null;
  }
}
