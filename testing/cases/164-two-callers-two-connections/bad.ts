declare class Transport {
  static open(command: string): Promise<Transport>;
  close(): Promise<void>;
}

export class Client {
  private transport: Transport | undefined;
  constructor(private readonly command: string) {}

  async connect(): Promise<Transport> {
    if (this.transport === undefined) {
      this.transport = await Transport.open(this.command);
    }
    return this.transport;
  }

  async disconnect(): Promise<void> {
    const transport = this.transport;
    this.transport = undefined;
    await transport?.close();
  }
}
