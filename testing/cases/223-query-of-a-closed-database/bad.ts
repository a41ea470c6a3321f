interface Statement<Row> {
  all(...values: unknown[]): Row[];
  get(...values: unknown[]): Row | null;
}
declare class Database {
  constructor(path: string, options?: { readonly?: boolean });
  query<Row>(sql: string): Statement<Row>;
  close(): void;
}

interface Word {
  readonly id: number;
  readonly text: string;
}

function readonly(path: string): Database {
  return new Database(path, { readonly: true });
}

export function loadDictionary(path: string): (text: string) => Word | null {
  const database = readonly(path);
  try {
    const lookup = database.query<Word>("select id, text from words where text = ?");
    return (text) => lookup.get(text.toLowerCase());
  } finally {
    database.close();
  }
}
