declare class Connection {
  all(sql: string): Promise<Record<string, unknown>[]>;
}
declare class Database {
  static create(path: string, options: { access_mode: string }): Promise<Database>;
  connect(): Promise<Connection>;
  all(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}
interface ColumnType {
  readonly name: string;
  readonly evidenceType: "string" | "number" | "boolean" | "date";
}
interface QueryResult {
  readonly rows: readonly Record<string, unknown>[];
  readonly columnTypes: readonly ColumnType[];
}

function nativeTypeToEvidenceType(type: string): ColumnType["evidenceType"] {
  if (type === "BOOLEAN") return "boolean";
  if (type === "DATE" || type.startsWith("TIMESTAMP")) return "date";
  return /INT|DOUBLE|DECIMAL|FLOAT/.test(type) ? "number" : "string";
}

export async function runQuery(sql: string, filename: string): Promise<QueryResult> {
  const db = await Database.create(filename, { access_mode: "READ_ONLY" });
  try {
    const described = await db.all(`describe ${sql}`);
    const columnTypes = described.map((row) => ({
      name: String(row["column_name"]),
      evidenceType: nativeTypeToEvidenceType(String(row["column_type"])),
    }));
    const rows = await db.all(sql);
    return { rows, columnTypes };
  } finally {
    await db.close();
  }
}
