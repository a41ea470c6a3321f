declare class Redis {
  constructor(url: string, options?: { lazyConnect?: boolean; db?: number });
  connect(): Promise<void>;
  duplicate(): Redis;
  subscribe(channel: string): Promise<number>;
  on(event: "message", listener: (channel: string, message: string) => void): this;
  quit(): Promise<"OK">;
  disconnect(): void;
}

export class RedisClients {
  private readonly shared = new Map<number, Redis>();
  constructor(private readonly url: string) {}

  async get(db: number): Promise<Redis> {
    const known = this.shared.get(db);
    if (known !== undefined) return known;
    const client = new Redis(this.url, { lazyConnect: true, db });
    this.shared.set(db, client);
    await client.connect();
    return client;
  }

  async isolated(db: number): Promise<Redis> {
    const shared = await this.get(db);
    const client = shared.duplicate();
    await client.connect();
    return client;
  }
}
