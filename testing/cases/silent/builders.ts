/** Builders: each step returns the builder, the product leaves the function. */

declare class Statement {
  bind(name: string, value: unknown): this;
  run(): number;
  finalize(): void;
  [Symbol.dispose](): void;
}
declare class StatementBuilder {
  from(table: string): this;
  where(condition: string): StatementBuilder;
  build(): Statement;
}

export function prepared(table: string): Statement {
  return new StatementBuilder().from(table).where("id = :id").build();
}

export function count(table: string, id: number): number {
  using statement = new StatementBuilder().from(table).where("id = :id").build();
  return statement.bind("id", id).run();
}

export class Request {
  private readonly headers = new Map<string, string>();
  header(name: string, value: string): this {
    this.headers.set(name, value);
    return this;
  }
  async send(url: string): Promise<string> {
    const response = await fetch(url, { headers: Object.fromEntries(this.headers) });
    return response.text();
  }
}

export function load(url: string): Promise<string> {
  return new Request().header("accept", "text/plain").header("x-trace", "1").send(url);
}
