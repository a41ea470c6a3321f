import type { DatabaseSync, StatementSync } from "node:sqlite";

export interface SqlWrapper {
  exec(sql: string): void;
  prepare(sql: string): StatementSync;
  transaction<T>(callback: () => T): T;
}

export class NodeSqliteWrapper implements SqlWrapper {
  constructor(private readonly db: DatabaseSync) {}

  exec(sql: string): void {
    this.db.exec(sql);
  }

  prepare(sql: string): StatementSync {
    return this.db.prepare(sql);
  }

  transaction<T>(callback: () => T): T {
    this.db.exec("BEGIN");
    let result: T;
    try {
      result = callback();
    } catch (error) {
      this.db.exec("ROLLBACK");
      throw error;
    }
    this.db.exec("COMMIT");
    return result;
  }
}

export function migrate(sql: SqlWrapper, steps: readonly string[]): void {
  sql.transaction(() => {
    for (const step of steps) sql.exec(step);
  });
}
