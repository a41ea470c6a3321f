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

export async function record(url: string, minutes: number, onStop: () => Promise<void>): Promise<boolean> {
  try {
    const browser = await puppeteer.launch({ headless: false, args: ["--autoplay-policy=no-user-gesture-required"] });
    const page = await browser.newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.goto(url, { waitUntil: "networkidle2" });
    await page.waitForSelector("button.play");
    await new Promise((resolve) => setTimeout(resolve, minutes * 60_000));
    await onStop();
    await page.close();
    await browser.close();
    return true;
  } catch (error) {
    console.error("recording failed", url, error);
    return false;
  }
}
