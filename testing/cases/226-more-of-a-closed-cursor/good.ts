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

export interface Batch {
  readonly documents: object[];
  readonly more: boolean;
}

export async function firstBatch(collection: Collection, query: object, size: number): Promise<Batch> {
  const cursor = collection.find(query);
  const documents: object[] = [];
  try {
    while (documents.length < size && (await cursor.hasNext())) {
      const document = await cursor.next();
      if (document !== null) documents.push(document);
    }
    return { documents, more: await cursor.hasNext() };
  } finally {
    await cursor.close();
  }
}
