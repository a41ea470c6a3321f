declare class DataSource {
  constructor(schema: string);
  initialize(): Promise<this>;
  destroy(): Promise<void>;
}

export class DataSources {
  private readonly bySchema = new Map<string, Promise<DataSource>>();

  get(schema: string): Promise<DataSource> {
    let source = this.bySchema.get(schema);
    if (source === undefined) {
      source = new DataSource(schema).initialize();
      this.bySchema.set(schema, source);
    }
    return source;
  }

  async close(): Promise<void> {
    await Promise.all([...this.bySchema.values()].map(async (source) => (await source).destroy()));
    this.bySchema.clear();
  }
}
