interface Message {
  readonly channel: string;
  readonly text: string;
}
interface Statement {
  run(...values: unknown[]): void;
}
declare class Database {
  constructor(path: string);
  prepare(sql: string): Statement;
  exec(sql: string): this;
  close(): this;
}

export class MessageStorage {
  private readonly database: Database;
  private queue: Message[] = [];
  constructor(path: string) {
    this.database = new Database(path);
    this.database.exec("CREATE TABLE IF NOT EXISTS messages (channel TEXT, msg TEXT)");
  }

  index(message: Message): void {
    this.queue.push(message);
    if (this.queue.length > 20) this.store();
  }

  close(): void {
    this.store();
    this.database.close();
  }

  private store(): void {
    const statement = this.database.prepare("INSERT INTO messages VALUES (?, ?)");
    for (const { channel, text } of this.queue.splice(0)) statement.run(channel, text);
  }
}
