export interface QueryRunner {
  startTransaction(): Promise<void>;
  save(entity: object): Promise<void>;
  commitTransaction(): Promise<void>;
  release(): Promise<void>;
}
export interface DataSource { createQueryRunner(): QueryRunner }

export async function addUser(source: DataSource, name: string): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    void runner.save({ name });
    await runner.commitTransaction();
  } finally {
    await runner.release();
  }
}
