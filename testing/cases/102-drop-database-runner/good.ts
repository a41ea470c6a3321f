export interface QueryRunner {
  clearDatabase(schema: string): Promise<void>;
  release(): Promise<void>;
}
declare class DataSource {
  schemas: string[];
  createQueryRunner(mode: "master" | "slave"): QueryRunner;
}

export async function dropDatabase(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner("master");
  try {
    for (const schema of source.schemas) {
      await runner.clearDatabase(schema);
    }
  } finally {
    await runner.release();
  }
}
