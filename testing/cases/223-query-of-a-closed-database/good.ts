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
    const words = database.query<Word>("select id, text from words").all();
    const byText = new Map(words.map((word) => [word.text, word]));
    return (text) => byText.get(text.toLowerCase()) ?? null;
  } finally {
    database.close();
  }
}
