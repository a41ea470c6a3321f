declare class Page {
  url(): string;
  close(): Promise<void>;
}
declare class Browser {
  pages(): Promise<Page[]>;
}

export async function closeOtherPages(browser: Browser, keep: Page): Promise<void> {
  const pages = await browser.pages();
  const closed = await Promise.allSettled(pages.filter((page) => page !== keep).map((page) => page.close()));
  for (const result of closed) {
    if (result.status === "rejected") console.warn("a tab did not close", result.reason);
  }
}
