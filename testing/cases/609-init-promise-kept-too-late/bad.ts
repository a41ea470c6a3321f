interface AdminClient {
  identity(): Promise<{ tenant: string; databases: string[] }>;
  getTenant(name: string): Promise<void>;
}

export class ChromaClient {
  private initPromise: Promise<void> | undefined;
  private tenant = "default";
  constructor(private readonly admin: AdminClient, private readonly authenticated: boolean) {}

  async init(): Promise<void> {
    if (!this.initPromise) {
      if (this.authenticated) {
        const { tenant } = await this.admin.identity();
        this.tenant = tenant;
      }
      this.initPromise = this.admin.getTenant(this.tenant);
    }
    return this.initPromise;
  }
}
