import { readFile } from "node:fs";

declare class Database {
  constructor(path: string, options?: { verbose?: (sql: string) => void });
  pragma(source: string): unknown;
  exec(sql: string): this;
  close(): this;
}

export interface Report {
  ok(path: string): void;
  failed(path: string, error: Error): void;
}

export function importScript(databasePath: string, scriptPath: string, report: Report): void {
  const db = new Database(databasePath);
  db.pragma("journal_mode = WAL");
  readFile(scriptPath, "utf8", (error, script) => {
    if (error) return report.failed(scriptPath, error);
    try {
      db.exec(script);
      report.ok(scriptPath);
    } catch (failure) {
      report.failed(scriptPath, failure as Error);
    }
  });
  db.close();
}
