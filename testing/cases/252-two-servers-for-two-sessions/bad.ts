import { spawn, type ChildProcess } from "node:child_process";

export class Client {
  private state: "disconnected" | "connected" = "disconnected";
  private server: ChildProcess | null = null;
  constructor(private readonly path: string, private readonly ready: (server: ChildProcess) => Promise<void>) {}

  async start(): Promise<void> {
    if (this.state === "connected") return;
    this.server = spawn(this.path, ["--server"]);
    await this.ready(this.server);
    this.state = "connected";
  }

  async createSession(id: string): Promise<string> {
    await this.start();
    return id;
  }

  stop(): void {
    this.server?.kill();
    this.server = null;
    this.state = "disconnected";
  }
}
