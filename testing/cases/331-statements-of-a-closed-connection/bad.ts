declare class NativeStatement {
  bind(index: number, value: unknown): void;
  run(): Promise<object[]>;
  close(): void;
}
declare class NativeConnection {
  prepare(sql: string): Promise<NativeStatement>;
  close(): void;
}
declare function openNative(path: string): Promise<NativeConnection>;

export class Connection {
  private readonly statements = new Set<NativeStatement>();
  private constructor(private readonly native: NativeConnection) {}

  static async open(path: string): Promise<Connection> {
    return new Connection(await openNative(path));
  }

  async run(sql: string, values: readonly unknown[]): Promise<object[]> {
    const statement = await this.native.prepare(sql);
    this.statements.add(statement);
    values.forEach((value, index) => statement.bind(index + 1, value));
    return statement.run();
  }

  close(): void {
    this.statements.clear();
    this.native.close();
  }
}
