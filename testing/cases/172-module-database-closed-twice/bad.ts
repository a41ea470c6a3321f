declare class Database {
  constructor(file: string);
  exec(sql: string): void;
  close(): void;
}
let db: Database | null = null;

export function openDatabase(file: string): Database {
  db ??= new Database(file);
  return db;
}

function closeDatabase(): void {
  if (db) db.close();
}

export function migrate(file: string, sql: string): void {
  try {
    openDatabase(file).exec(sql);
    closeDatabase();
  } finally {
    closeDatabase();
  }
}
