interface Page {
  setViewport(size: { width: number; height: number }): Promise<void>;
  goto(url: string, options?: { waitUntil: string }): Promise<unknown>;
  screenshot(options: { path: string }): Promise<Uint8Array>;
  close(): Promise<void>;
}
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
declare const puppeteer: { launch(options?: { headless: boolean }): Promise<Browser> };

export interface Target {
  readonly url: string;
  readonly file: string;
  readonly width: number;
}

async function capture(page: Page, target: Target): Promise<Uint8Array> {
  await page.setViewport({ width: target.width, height: 800 });
  await page.goto(target.url, { waitUntil: "networkidle0" });
  return page.screenshot({ path: target.file });
}

export async function captureAll(targets: readonly Target[]): Promise<Uint8Array[]> {
  const browser = await puppeteer.launch({ headless: true });
  try {
    const page = await browser.newPage();
    const images: Uint8Array[] = [];
    for (const target of targets) images.push(await capture(page, target));
    return images;
  } finally {
    await browser.close();
  }
}
