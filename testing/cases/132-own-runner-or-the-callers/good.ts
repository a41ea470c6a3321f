export interface QueryRunner {
  insert(table: string, row: object): Promise<void>;
  release(): Promise<void>;
}
export interface DataSource { createQueryRunner(mode: "master"): QueryRunner }

export async function storeInCache(source: DataSource, row: object, given?: QueryRunner): Promise<void> {
  const runner = given ?? source.createQueryRunner("master");
  const owns = given === undefined;
  try {
    await runner.insert("query_cache", row);
  } finally {
    if (owns) await runner.release();
  }
}
