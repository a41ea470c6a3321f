/** Optional clean-up: `x?.close()`, `if (x) x.close()`, `x && x.close()`, reset to undefined. */

import { open, type FileHandle } from "node:fs/promises";

declare class Page { goto(url: string): Promise<void>; title(): Promise<string>; close(): Promise<void> }
declare class Browser { newPage(): Promise<Page>; close(): Promise<void> }
declare const chromium: { launch(): Promise<Browser> };

export async function title(url: string): Promise<string> {
  let browser: Browser | undefined;
  let page: Page | undefined;
  try {
    browser = await chromium.launch();
    page = await browser.newPage();
    await page.goto(url);
    return await page.title();
  } finally {
    if (page) await page.close().catch(() => {});
    if (browser !== undefined) await browser.close();
  }
}

export async function head(path: string): Promise<string> {
  let file: FileHandle | null = null;
  try {
    file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } catch {
    return "";
  } finally {
    await (file && file.close());
  }
}

export async function rewritten(path: string, change: (text: string) => string): Promise<void> {
  let file: FileHandle | undefined = await open(path, "r+");
  try {
    const before = await file.readFile("utf8");
    const after = change(before);
    if (after === before) return;
    await file.truncate(0);
    await file.write(after, 0);
    await file.close();
    file = undefined;
  } finally {
    await file?.close();
  }
}
