/** Tests are given a context and a browser by their framework, which closes them and all that was opened in them. */

declare class Page { goto(url: string): Promise<void>; title(): Promise<string>; close(): Promise<void> }
declare class BrowserContext { newPage(): Promise<Page>; close(): Promise<void> }
declare class Browser { newContext(options?: object): Promise<BrowserContext>; close(): Promise<void> }
export interface Fixtures { page: Page; context: BrowserContext; browser: Browser }
declare function test(name: string, body: (fixtures: Fixtures) => Promise<void>): void;
declare function expect(value: unknown): { toBe(other: unknown): void };

test("opens a second page", async ({ page, context }) => {
  const second = await context.newPage();
  await page.goto("/first");
  await second.goto("/second");
  expect(await second.title()).toBe("second");
});

test("signs two people in", async ({ browser, page }) => {
  const other = await browser.newContext({ storageState: "other.json" });
  const theirs = await other.newPage();
  await theirs.goto("/");
  await page.goto("/");
  expect(await theirs.title()).toBe(await page.title());
});
