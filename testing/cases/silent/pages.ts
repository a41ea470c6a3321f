/** Pages of a browser: asked whether they are closed, kept for the next call, closed when their work is over. */

declare class Page { goto(url: string): Promise<void>; title(): Promise<string>; close(): Promise<void>; isClosed(): boolean; url(): string }
declare class Browser { newPage(): Promise<Page>; close(): Promise<void> }

export async function leave(page: Page): Promise<string> {
  if (!page.isClosed()) await page.close();
  return page.url();
}

export async function prefetch(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  page
    .goto(url)
    .catch(() => {})
    .finally(() => page.close());
}

export async function opened(browser: Browser, url: string, keep: boolean): Promise<Page | undefined> {
  const page = await browser.newPage();
  await page.goto(url).catch(async (error: unknown) => {
    await page.close();
    throw error;
  });
  if (keep) return page;
  await page.close();
  return undefined;
}

export class Tab {
  private page: Promise<Page> | undefined;
  constructor(private readonly browser: Browser) {}

  open(): Promise<Page> {
    return (this.page ??= this.browser.newPage());
  }

  async close(): Promise<void> {
    const page = this.page;
    this.page = undefined;
    await (await page)?.close();
  }
}
