declare class Db {
  collection(name: string): { find(query: object): Promise<object[]> };
  close(): Promise<void>;
}
declare const mongo: { connect(uri: string): Promise<Db> };
export interface Plugin {
  onConnect(db: Db): void;
}

export class Core {
  private db: Db | null = null;
  private readonly plugins: Plugin[] = [];
  constructor(private readonly uri: string) {}

  register(plugin: Plugin): this {
    this.plugins.push(plugin);
    return this;
  }

  async connect(): Promise<this> {
    if (this.db !== null) return this;
    const db = await mongo.connect(this.uri);
    this.db = db;
    for (const plugin of this.plugins) plugin.onConnect(db);
    return this;
  }

  async close(): Promise<void> {
    const db = this.db;
    this.db = null;
    await db?.close();
  }
}
