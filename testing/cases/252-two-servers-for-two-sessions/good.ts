import { spawn, type ChildProcess } from "node:child_process";

export class Client {
  private starting: Promise<void> | null = null;
  private server: ChildProcess | null = null;
  constructor(private readonly path: string, private readonly ready: (server: ChildProcess) => Promise<void>) {}

  start(): Promise<void> {
    return (this.starting ??= this.startServer());
  }

  private async startServer(): Promise<void> {
    this.server = spawn(this.path, ["--server"]);
    await this.ready(this.server);
  }

  async createSession(id: string): Promise<string> {
    await this.start();
    return id;
  }

  stop(): void {
    this.server?.kill();
    this.server = null;
    this.starting = null;
  }
}
