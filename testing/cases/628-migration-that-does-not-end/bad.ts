declare class Collection {
  createIndex(keys: Record<string, 1 | -1>, options: { name: string; unique?: boolean }): Promise<string>;
}
declare class Db {
  collection(name: string): Collection;
}
declare class MongoClient {
  static connect(url: string): Promise<MongoClient>;
  db(name: string): Db;
  close(): Promise<void>;
}

interface Index {
  readonly collection: string;
  readonly field: string;
  readonly unique: boolean;
}
const indices: readonly Index[] = [
  { collection: "entities", field: "id", unique: true },
  { collection: "entities", field: "location", unique: false },
  { collection: "subscriptions", field: "status", unique: false },
];

async function migrate(url: string): Promise<void> {
  const client = await MongoClient.connect(url);
  const db = client.db("djane");
  for (const { collection, field, unique } of indices) {
    await db.collection(collection).createIndex({ [field]: 1 }, { name: field, unique });
    console.log(`index ${field} created on ${collection} collection`);
  }
}

migrate(process.env["MONGO_URL"] ?? "mongodb://localhost").catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
