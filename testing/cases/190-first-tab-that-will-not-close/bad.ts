declare class Page {
  url(): string;
  close(): Promise<void>;
}
declare class Browser {
  pages(): Promise<Page[]>;
}

export async function closeOtherPages(browser: Browser, keep: Page): Promise<void> {
  const pages = await browser.pages();
  for (const page of pages) {
    if (page === keep) continue;
    await page.close();
  }
}
