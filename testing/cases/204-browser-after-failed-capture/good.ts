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

interface Options {
  readonly width: number;
  readonly height: number;
  readonly waitFor?: string;
  readonly fullPage: boolean;
}

async function prepare(page: Page, url: string, options: Options): Promise<void> {
  await page.setViewport({ width: options.width, height: options.height });
  await page.goto(url);
  if (options.waitFor !== undefined) await page.waitForSelector(options.waitFor);
}

export async function captureWebsite(url: string, options: Options): Promise<Uint8Array> {
  const browser = await puppeteer.launch({ headless: true });
  try {
    const page = await browser.newPage();
    await prepare(page, url, options);
    return await page.screenshot({ fullPage: options.fullPage });
  } finally {
    await browser.close();
  }
}
