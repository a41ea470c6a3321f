interface Cursor<T> {
  sort(order: Record<string, 1 | -1>): this;
  toArray(): Promise<T[]>;
}
interface Collection<T> {
  find(filter: object): Cursor<T>;
}
interface Db {
  collection<T>(name: string): Collection<T>;
}
interface MongoClient {
  connect(): Promise<this>;
  db(name: string): Db;
  close(): Promise<void>;
}

interface Avatar {
  readonly name: string;
  readonly travel: number;
}

export async function bookOfRecords(client: MongoClient, write: (lines: string[]) => void): Promise<void> {
  await client.connect();
  try {
    const avatars = client.db("elko").collection<Avatar>("odb");
    const found = await avatars
      .find({ travel: { $gt: 0 } })
      .sort({ travel: -1 })
      .toArray();
    write(found.map(({ name, travel }) => `${name}: ${travel}`));
  } finally {
    await client.close();
  }
}
