/** The last one out closes. */

declare class Database { query(sql: string): object[]; close(): void }
declare function openDatabase(file: string): Database;

interface Entry { readonly database: Database; users: number }
const open = new Map<string, Entry>();

export function acquire(file: string): Database {
  let entry = open.get(file);
  if (entry === undefined) {
    entry = { database: openDatabase(file), users: 0 };
    open.set(file, entry);
  }
  entry.users++;
  return entry.database;
}

export function release(file: string): void {
  const entry = open.get(file);
  if (entry === undefined || --entry.users > 0) return;
  open.delete(file);
  entry.database.close();
}

export function names(file: string): object[] {
  const database = acquire(file);
  try {
    return database.query("select name from users");
  } finally {
    release(file);
  }
}

export class Shared<T extends { close(): void }> {
  private users = 1;
  constructor(readonly value: T) {}
  clone(): this {
    this.users++;
    return this;
  }
  drop(): void {
    if (--this.users === 0) this.value.close();
  }
}
