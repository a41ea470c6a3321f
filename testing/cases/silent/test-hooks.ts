/** Set-up in one hook, tear-down in another. */

import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { createServer, type Server } from "node:http";

declare function describe(name: string, body: () => void): void;
declare function it(name: string, body: () => Promise<void> | void): void;
declare function beforeEach(body: () => Promise<void> | void): void;
declare function afterEach(body: () => Promise<void> | void): void;
declare function afterAll(body: () => Promise<void> | void): void;
declare class Browser { newPage(): Promise<Page>; close(): Promise<void> }
declare class Page { goto(url: string): Promise<void>; title(): Promise<string>; close(): Promise<void> }
declare const chromium: { launch(): Promise<Browser> };

describe("notes", () => {
  let browser: Browser;
  let page: Page;
  let server: Server;
  let file: FileHandle;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp("notes-");
    file = await open(`${folder}/log`, "w");
    server = createServer((_, response) => response.end("<title>notes</title>"));
    server.listen(0);
    browser ??= await chromium.launch();
    page = await browser.newPage();
  });

  afterEach(async () => {
    await page.close();
    server.close();
    await file.close();
    await rm(folder, { recursive: true });
  });

  afterAll(async () => {
    await browser?.close();
  });

  it("shows its title", async () => {
    await page.goto("http://localhost");
    await file.appendFile(await page.title());
  });
});
