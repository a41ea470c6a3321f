declare class Db {
  collection(name: string): { find(query: object): Promise<object[]> };
  close(): Promise<void>;
}
declare const mongo: { connect(uri: string): Promise<Db> };
export interface Plugin {
  onConnect(db: Db): void;
}

export class Core {
  private connecting: Promise<Db> | null = null;
  private readonly plugins: Plugin[] = [];
  constructor(private readonly uri: string) {}

  register(plugin: Plugin): this {
    this.plugins.push(plugin);
    return this;
  }

  async connect(): Promise<this> {
    this.connecting ??= mongo.connect(this.uri).then((db) => {
      for (const plugin of this.plugins) plugin.onConnect(db);
      return db;
    });
    await this.connecting;
    return this;
  }

  async close(): Promise<void> {
    const connecting = this.connecting;
    this.connecting = null;
    await (await connecting)?.close();
  }
}
