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
  private browser: Browser | null = null;
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
    await this.browser?.close();
    this.browser = null;
  }

  private async ensureBrowser(): Promise<Browser> {
    if (!this.browser) {
      this.browser = await chromium.launch({ headless: true });
    }
    return this.browser;
  }
}
