/** What `Drop` exists to stop: a destructor that never runs, and work that was deferred to nowhere. */
"use freehold";

import { defer, Drop, drop } from "freehold";

class DatabaseConnection extends Drop {
  readonly id: number;

  constructor(id: number) {
    super();
    this.id = id;
  }

  query(text: string): string {
    return `${this.id}: ${text}`;
  }

  override drop(): void {
    console.log(`Closing database connection #${this.id}`);
  }
}

export function neverClosed(): string {
  const connection = new DatabaseConnection(42);
  return connection.query("select 1");
}

export function closedOnOneWay(names: readonly string[]): string | undefined {
  const connection = new DatabaseConnection(42);
  if (names.length === 0) return undefined;
  const answer = connection.query(names.join());
  drop(connection);
  return answer;
}

export function neverDone(): void {
  defer(() => console.log("cleaning up"));
  console.log("working");
}
