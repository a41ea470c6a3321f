/** Synchronous databases: statements go with their database, iterators end in loops. */

declare class Statement {
  get(...values: unknown[]): { id: number } | undefined;
  all(...values: unknown[]): { id: number }[];
  run(...values: unknown[]): { changes: number };
  iterate(...values: unknown[]): IterableIterator<{ id: number }>;
}
declare class Database {
  constructor(file: string, options?: object);
  prepare(sql: string): Statement;
  exec(sql: string): this;
  pragma(text: string): unknown;
  transaction<A extends unknown[], R>(body: (...args: A) => R): (...args: A) => R;
  close(): this;
}

export class Store {
  private readonly insert: Statement;
  private readonly byName: Statement;
  readonly addAll: (names: readonly string[]) => number;

  constructor(private readonly db: Database) {
    this.insert = db.prepare("insert into notes (name) values (?)");
    this.byName = db.prepare("select id from notes where name = ?");
    this.addAll = db.transaction((names: readonly string[]) => names.reduce((sum, name) => sum + this.insert.run(name).changes, 0));
  }

  find(name: string): number | undefined {
    return this.byName.get(name)?.id;
  }

  firstAbove(limit: number): number | undefined {
    for (const { id } of this.db.prepare("select id from notes").iterate()) if (id > limit) return id;
    return undefined;
  }

  close(): void {
    this.db.close();
  }
}

export function store(file: string): Store {
  const db = new Database(file);
  try {
    db.pragma("journal_mode = WAL");
    db.exec("create table if not exists notes (id integer primary key, name text)");
    return new Store(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

export function count(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare("select id from notes").all().length;
  } finally {
    db.close();
  }
}
