export interface QueryRunner {
  hasSchema(name: string): Promise<boolean>;
  createSchema(name: string, ifNotExist: boolean): Promise<void>;
  release(): Promise<void>;
}
export interface DataSource { createQueryRunner(): QueryRunner }

export class WorkspaceService {
  constructor(private readonly source: DataSource) {}

  async createSchema(workspace: string): Promise<string> {
    const name = `workspace_${workspace.replaceAll("-", "")}`;
    const runner = this.source.createQueryRunner();
    try {
      const exists = await runner.hasSchema(name);
      if (!exists) await runner.createSchema(name, true);
      return name;
    } finally {
      await runner.release();
    }
  }
}
