declare class Statement {
  executeSync(...values: unknown[]): { changes: number };
  finalizeSync(): void;
}
declare class Database {
  prepareSync(sql: string): Statement;
  closeSync(): void;
}

export function addAll(db: Database, entries: readonly { key: string; value: number }[]): number {
  const statement = db.prepareSync("insert into test (key, value) values (?, ?)");
  let changes = 0;
  for (const { key, value } of entries) {
    changes += statement.executeSync(key, value).changes;
  }
  statement.finalizeSync();
  return changes;
}
