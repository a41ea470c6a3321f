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

async function open(url: string): Promise<MongoClient> {
  const client = new MongoClient(url);
  try {
    return await client.connect();
  } catch (error) {
    await client.close();
    throw error;
  }
}

export async function copyDataset(url: string, name: string, target: string): Promise<number> {
  const client = await open(url);
  try {
    const db = client.db("datagroom");
    const rows = await db.collection(name).find({}).toArray();
    for (const row of rows) await db.collection(target).insertOne(row);
    return rows.length;
  } finally {
    await client.close();
  }
}
