/** What comes in through a constructor, a parameter or a container stays the giver's. */

declare class Pool {
  query(sql: string): Promise<{ rows: object[] }>;
  end(): Promise<void>;
}
declare class Container {
  resolve<T>(token: abstract new (...args: never[]) => T): T;
  createChild(): Container;
}
export abstract class Database {
  abstract query(sql: string): Promise<object[]>;
  abstract close(): Promise<void>;
}

export class Users {
  constructor(private readonly database: Database) {}
  all(): Promise<object[]> {
    return this.database.query("select * from users");
  }
}

export function users(container: Container): Users {
  const database = container.resolve(Database);
  return new Users(database);
}

export async function count(pool: Pool, table: string): Promise<number> {
  const { rows } = await pool.query(`select 1 from ${table}`);
  return rows.length;
}

export async function report(container: Container): Promise<string> {
  const scope = container.createChild();
  const database = scope.resolve(Database);
  const rows = await database.query("select 1");
  return rows.length > 0 ? "up" : "down";
}

export class PostgresDatabase extends Database {
  constructor(private readonly pool: Pool) {
    super();
  }
  override async query(sql: string): Promise<object[]> {
    return (await this.pool.query(sql)).rows;
  }
  override async close(): Promise<void> {
    await this.pool.end();
  }
}
