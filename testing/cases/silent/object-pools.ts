/** A pool hands out and takes back; its inside is arrays of owned things. */

declare class Connection {
  static open(url: string): Promise<Connection>;
  readonly healthy: boolean;
  query(sql: string): Promise<object[]>;
  close(): Promise<void>;
}

export class ConnectionPool {
  private readonly idle: Connection[] = [];
  private readonly busy = new Set<Connection>();
  private readonly waiting: ((connection: Connection) => void)[] = [];
  private closed = false;
  constructor(private readonly url: string, private readonly max: number) {}

  async acquire(): Promise<Connection> {
    const idle = this.idle.pop();
    if (idle !== undefined) {
      this.busy.add(idle);
      return idle;
    }
    if (this.busy.size >= this.max) return new Promise((resolve) => this.waiting.push(resolve));
    const opened = await Connection.open(this.url);
    if (this.closed) {
      await opened.close();
      throw new Error("the pool is closed");
    }
    this.busy.add(opened);
    return opened;
  }

  async release(connection: Connection): Promise<void> {
    this.busy.delete(connection);
    if (this.closed || !connection.healthy) return connection.close();
    const next = this.waiting.shift();
    if (next === undefined) {
      this.idle.push(connection);
    } else {
      this.busy.add(connection);
      next(connection);
    }
  }

  async use<T>(body: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.acquire();
    try {
      return await body(connection);
    } finally {
      await this.release(connection);
    }
  }

  async drain(): Promise<void> {
    this.closed = true;
    await Promise.all(this.idle.splice(0).map((connection) => connection.close()));
  }
}

export async function names(pool: ConnectionPool): Promise<object[]> {
  return pool.use((connection) => connection.query("select name from users"));
}
