interface SQLite {
  prepare(db: number, sql: string): Promise<number>;
  step(statement: number): Promise<boolean>;
  row(statement: number): unknown[];
  finalize(statement: number): Promise<void>;
}

async function* statements(sqlite: SQLite, db: number, sql: string): AsyncGenerator<number> {
  const statement = await sqlite.prepare(db, sql);
  try {
    yield statement;
  } finally {
    await sqlite.finalize(statement);
  }
}

export async function queryData(sqlite: SQLite, db: number, sql: string): Promise<unknown[][]> {
  const iterator = statements(sqlite, db, sql);
  try {
    const first = await iterator.next();
    if (first.done) return [];
    const rows: unknown[][] = [];
    while (await sqlite.step(first.value)) rows.push(sqlite.row(first.value));
    return rows;
  } finally {
    await iterator.return(undefined);
  }
}
