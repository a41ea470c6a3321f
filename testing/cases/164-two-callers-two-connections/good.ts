declare class Transport {
  static open(command: string): Promise<Transport>;
  close(): Promise<void>;
}

export class Client {
  private transport: Promise<Transport> | undefined;
  constructor(private readonly command: string) {}

  connect(): Promise<Transport> {
    this.transport ??= Transport.open(this.command);
    return this.transport;
  }

  async disconnect(): Promise<void> {
    const transport = this.transport;
    this.transport = undefined;
    await (await transport)?.close();
  }
}
