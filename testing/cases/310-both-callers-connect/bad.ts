interface Transport {
  close(): Promise<void>;
}
declare class StdioTransport implements Transport {
  constructor(command: string);
  static spawn(command: string): Promise<StdioTransport>;
  request(method: string, params?: object): Promise<unknown>;
  close(): Promise<void>;
}

export class InternalClient {
  private transport: StdioTransport | null = null;
  constructor(
    private readonly command: string,
    private readonly log: (text: string) => void,
  ) {}

  async connect(): Promise<StdioTransport> {
    if (this.transport !== null) return this.transport;
    this.log(`starting ${this.command}`);
    this.transport = await StdioTransport.spawn(this.command);
    return this.transport;
  }

  async tools(): Promise<unknown> {
    const transport = await this.connect();
    return transport.request("tools/list");
  }

  async call(name: string, parameters: object): Promise<unknown> {
    const transport = await this.connect();
    return transport.request("tools/call", { name, parameters });
  }

  async disconnect(): Promise<void> {
    const transport = this.transport;
    this.transport = null;
    await transport?.close();
  }
}
