declare class Database {
  get(sql: string, key: string): Promise<{ id: number } | undefined>;
  close(): Promise<void>;
}
declare function open(file: string): Promise<Database>;

export async function findUser(key: string): Promise<number | undefined> {
  let db: Database | undefined;
  try {
    db = await open("./users.sqlite");
    const row = await db.get("select id from users where key = ?", key);
    return row?.id;
  } finally {
    await db?.close();
  }
}
