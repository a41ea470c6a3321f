interface Collection {
  insertOne(document: object): Promise<{ insertedId: string }>;
  findOne(query: object): Promise<object | null>;
  find(query: object): Cursor;
}
interface Cursor {
  toArray(): Promise<object[]>;
  hasNext(): Promise<boolean>;
  next(): Promise<object | null>;
  close(): Promise<void>;
}
interface Db {
  collection(name: string): Collection;
}
declare class MongoClient {
  constructor(url: string);
  static connect(url: string): Promise<MongoClient>;
  connect(): Promise<this>;
  db(name?: string): Db;
  close(): Promise<void>;
}

interface Connector {
  open(): Promise<void>;
  close(): Promise<void>;
}

export class MongoConnector implements Connector {
  private client: MongoClient | undefined;
  private connected = false;
  constructor(private readonly url: string, private readonly database: string) {}

  async open(): Promise<void> {
    if (this.connected) return;
    this.client = await MongoClient.connect(this.url);
    this.connected = true;
  }

  async insert(name: string, row: object): Promise<string> {
    if (this.client === undefined) throw new Error("not open");
    const { insertedId } = await this.client.db(this.database).collection(name).insertOne(row);
    return insertedId;
  }

  async close(): Promise<void> {
    if (!this.connected) return;
    this.connected = false;
  }
}
