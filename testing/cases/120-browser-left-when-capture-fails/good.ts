declare class Page {
  goto(url: string): Promise<void>;
  screenshot(): Promise<Uint8Array>;
}
declare class Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
declare const puppeteer: { launch(): Promise<Browser> };

export async function captureAll(urls: readonly string[]): Promise<Map<string, Uint8Array>> {
  const browser = await puppeteer.launch();
  try {
    const page = await browser.newPage();
    const shots = new Map<string, Uint8Array>();
    for (const url of urls) {
      await page.goto(url);
      shots.set(url, await page.screenshot());
    }
    return shots;
  } finally {
    await browser.close();
  }
}
