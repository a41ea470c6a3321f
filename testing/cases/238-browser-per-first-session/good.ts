interface Page {
  goto(url: string): Promise<unknown>;
  close(): Promise<void>;
}
interface CDPSession {
  send(method: string, parameters?: object): Promise<unknown>;
  detach(): Promise<void>;
}
interface BrowserContext {
  newPage(): Promise<Page>;
  newCDPSession(page: Page): Promise<CDPSession>;
  close(): Promise<void>;
}
interface Browser {
  newContext(): Promise<BrowserContext>;
  close(): Promise<void>;
}
declare const chromium: { launch(options?: { headless?: boolean }): Promise<Browser> };

export class SessionManager {
  private launching: Promise<Browser> | null = null;
  private readonly contexts = new Map<string, BrowserContext>();

  async create(id: string): Promise<Page> {
    const browser = await this.ensureBrowser();
    const context = await browser.newContext();
    this.contexts.set(id, context);
    return context.newPage();
  }

  async closeAll(): Promise<void> {
    for (const context of this.contexts.values()) await context.close();
    this.contexts.clear();
    const browser = await this.launching;
    this.launching = null;
    await browser?.close();
  }

  private ensureBrowser(): Promise<Browser> {
    this.launching ??= chromium.launch({ headless: true }).catch((error: unknown) => {
      this.launching = null;
      throw error;
    });
    return this.launching;
  }
}
