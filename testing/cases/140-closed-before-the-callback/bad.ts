import { readFile } from "node:fs";

declare class Database {
  constructor(file: string);
  pragma(source: string): void;
  exec(sql: string): void;
  close(): void;
}

export function importSql(path: string, done: (error: Error | null) => void): void {
  const db = new Database("tax.db");
  db.pragma("journal_mode = WAL");
  readFile(path, "utf8", (error, sql) => {
    if (error) return done(error);
    db.exec(sql);
    done(null);
  });
  db.close();
}
