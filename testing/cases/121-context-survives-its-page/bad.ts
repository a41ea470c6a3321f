declare class Page {
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  goto(url: string): Promise<void>;
  close(): Promise<void>;
}
declare class BrowserContext {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
declare class Browser {
  newContext(): Promise<BrowserContext>;
}

export async function setupPage(browser: Browser, url: string): Promise<{ page: Page }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(url);
  return { page };
}
