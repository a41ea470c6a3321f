declare class Page {
  goto(url: string, options?: { timeout?: number; waitUntil?: string }): Promise<unknown>;
  setViewport(size: { width: number; height: number }): Promise<void>;
  waitForSelector(selector: string): Promise<unknown>;
  content(): Promise<string>;
  screenshot(options?: { fullPage?: boolean; path?: string }): Promise<Uint8Array>;
  close(): Promise<void>;
}
declare class Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
declare const puppeteer: { launch(options?: { headless?: boolean; args?: string[] }): Promise<Browser> };

export class Renderer {
  constructor(private readonly browser: Browser) {}

  async render(url: string): Promise<string> {
    let page: Page | undefined;
    try {
      page = await this.createPage(url, 30_000);
      return await page.content();
    } finally {
      await page?.close();
    }
  }

  private async createPage(url: string, timeout: number): Promise<Page> {
    const page = await this.browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(url, { timeout, waitUntil: "networkidle2" });
    return page;
  }
}
