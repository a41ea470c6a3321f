declare class StdioTransport {
  constructor(command: string);
  start(): Promise<void>;
  close(): Promise<void>;
}

export class ToolClient {
  private transport: StdioTransport | undefined;
  private connected: Promise<boolean> | null = null;
  constructor(private readonly command: string) {}

  connect(): Promise<boolean> {
    this.connected ??= this.open();
    return this.connected;
  }

  private async open(): Promise<boolean> {
    const transport = new StdioTransport(this.command);
    this.transport = transport;
    await transport.start();
    return true;
  }

  async disconnect(): Promise<void> {
    await this.transport?.close();
    this.transport = undefined;
    this.connected = null;
  }
}
