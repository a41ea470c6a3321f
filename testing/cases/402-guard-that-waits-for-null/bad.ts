declare class StdioTransport {
  constructor(command: string);
  start(): Promise<void>;
  close(): Promise<void>;
}

export class ToolClient {
  private transport: StdioTransport | undefined;
  private connected: Promise<boolean> | null = null;
  constructor(private readonly command: string) {}

  async connect(): Promise<boolean> {
    if (await this.connected) return true;
    const transport = new StdioTransport(this.command);
    await transport.start();
    this.transport = transport;
    this.connected = Promise.resolve(true);
    return true;
  }

  async disconnect(): Promise<void> {
    await this.transport?.close();
    this.transport = undefined;
    this.connected = null;
  }
}
