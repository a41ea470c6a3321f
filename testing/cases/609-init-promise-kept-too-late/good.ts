interface AdminClient {
  identity(): Promise<{ tenant: string; databases: string[] }>;
  getTenant(name: string): Promise<void>;
}

export class ChromaClient {
  private initPromise: Promise<void> | undefined;
  private tenant = "default";
  constructor(private readonly admin: AdminClient, private readonly authenticated: boolean) {}

  init(): Promise<void> {
    this.initPromise ??= this.open();
    return this.initPromise;
  }

  private async open(): Promise<void> {
    if (this.authenticated) {
      const { tenant } = await this.admin.identity();
      this.tenant = tenant;
    }
    await this.admin.getTenant(this.tenant);
  }
}
