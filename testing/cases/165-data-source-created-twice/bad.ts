declare class DataSource {
  constructor(schema: string);
  initialize(): Promise<this>;
  destroy(): Promise<void>;
}

export class DataSources {
  private readonly bySchema = new Map<string, DataSource>();

  async get(schema: string): Promise<DataSource> {
    const known = this.bySchema.get(schema);
    if (known !== undefined) return known;
    const created = await new DataSource(schema).initialize();
    this.bySchema.set(schema, created);
    return created;
  }

  async close(): Promise<void> {
    await Promise.all([...this.bySchema.values()].map((source) => source.destroy()));
    this.bySchema.clear();
  }
}
