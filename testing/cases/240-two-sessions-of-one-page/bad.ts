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

export class PageSessions {
  private readonly sessions = new Map<Page, CDPSession>();
  constructor(private readonly context: BrowserContext) {}

  async screencast(page: Page, on: boolean): Promise<void> {
    const session = await this.of(page);
    await session.send(on ? "Page.startScreencast" : "Page.stopScreencast");
  }

  async forget(page: Page): Promise<void> {
    await this.sessions.get(page)?.detach();
    this.sessions.delete(page);
  }

  private async of(page: Page): Promise<CDPSession> {
    const known = this.sessions.get(page);
    if (known !== undefined) return known;
    const session = await this.context.newCDPSession(page);
    this.sessions.set(page, session);
    return session;
  }
}
