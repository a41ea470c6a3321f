import { readFile } from "node:fs";

declare class Database {
  constructor(file: string);
  pragma(source: string): void;
  exec(sql: string): void;
  close(): void;
}

export function importSql(path: string, done: (error: Error | null) => void): void {
  readFile(path, "utf8", (error, sql) => {
    if (error) return done(error);
    const db = new Database("tax.db");
    try {
      db.pragma("journal_mode = WAL");
      db.exec(sql);
    } catch (failure) {
      return done(failure as Error);
    } finally {
      db.close();
    }
    done(null);
  });
}
