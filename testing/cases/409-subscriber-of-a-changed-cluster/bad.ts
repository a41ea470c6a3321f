declare class Redis {
  constructor(options: { host: string; port: number });
  connect(): Promise<void>;
  on(event: "message", listener: (channel: string, message: string) => void): this;
  subscribe(...channels: string[]): Promise<number>;
  disconnect(): void;
}
interface Node {
  readonly host: string;
  readonly port: number;
}

export class ClusterSubscriber {
  private subscriber: Redis | null = null;
  private started = false;
  constructor(
    private readonly sample: () => Node | null,
    private readonly onMessage: (channel: string, message: string) => void,
  ) {}

  start(): void {
    this.started = true;
    this.select();
  }

  onNodeRemoved(): void {
    if (this.started) this.select();
  }

  stop(): void {
    this.started = false;
    this.subscriber?.disconnect();
    this.subscriber = null;
  }

  private select(): void {
    const node = this.sample();
    if (node === null) return;
    this.subscriber = new Redis({ host: node.host, port: node.port });
    this.subscriber.on("message", this.onMessage);
    void this.subscriber.connect();
  }
}
