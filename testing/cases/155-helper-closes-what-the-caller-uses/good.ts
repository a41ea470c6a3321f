declare class Page {
  goto(url: string): Promise<{ ok(): boolean } | null>;
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}
declare class Browser { newPage(): Promise<Page> }

async function visit(page: Page, url: string): Promise<boolean> {
  const response = await page.goto(url);
  return response?.ok() ?? false;
}

export async function thumbnail(browser: Browser, url: string): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    const ok = await visit(page, url);
    if (!ok) await visit(page, "about:blank");
    return await page.screenshot();
  } finally {
    await page.close();
  }
}
