declare class Redis {
  constructor(url: string, options?: { lazyConnect?: boolean; db?: number });
  connect(): Promise<void>;
  duplicate(): Redis;
  subscribe(channel: string): Promise<number>;
  on(event: "message", listener: (channel: string, message: string) => void): this;
  quit(): Promise<"OK">;
  disconnect(): void;
}

export class ClusterSubscriber {
  private subscriber: Redis | null = null;
  private readonly channels = new Set<string>();
  constructor(private readonly nodes: () => string[], private readonly emit: (channel: string, message: string) => void) {}

  async select(): Promise<void> {
    const nodes = this.nodes();
    const url = nodes[Math.floor(Math.random() * nodes.length)];
    if (url === undefined) return;
    this.subscriber = new Redis(url, { lazyConnect: true });
    this.subscriber.on("message", this.emit);
    for (const channel of this.channels) await this.subscriber.subscribe(channel);
  }

  stop(): void {
    this.subscriber?.disconnect();
    this.subscriber = null;
  }
}
