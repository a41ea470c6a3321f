/** A page ends with its context, a context with its browser: releasing the parent releases the children. */

declare class Page { goto(url: string): Promise<void>; title(): Promise<string>; close(): Promise<void> }
declare class BrowserContext { newPage(): Promise<Page>; close(): Promise<void> }
declare class Browser { newContext(): Promise<BrowserContext>; newPage(): Promise<Page>; close(): Promise<void> }
declare const chromium: { launch(options?: object): Promise<Browser> };

export async function throughBrowser(url: string): Promise<string> {
  const browser = await chromium.launch();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    return await page.title();
  } finally {
    await browser.close();
  }
}

export async function throughBoth(url: string): Promise<string> {
  const browser = await chromium.launch();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    return await page.title();
  } finally {
    await browser.close();
  }
}

export async function throughContext(browser: Browser, url: string): Promise<string> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await page.title();
  } finally {
    await context.close();
  }
}

declare class Database { prepare(sql: string): Statement; close(): void }
declare class Statement { all(): object[]; finalize(): void }
declare function openDatabase(path: string): Database;

export function rows(path: string): object[] {
  const database = openDatabase(path);
  try {
    return database.prepare("select * from notes").all();
  } finally {
    database.close();
  }
}

declare class Channel { assertQueue(name: string): Promise<void>; close(): Promise<void> }
declare class Connection { createChannel(): Promise<Channel>; close(): Promise<void> }
declare const amqp: { connect(url: string): Promise<Connection> };

export async function declareQueue(url: string, name: string): Promise<void> {
  const connection = await amqp.connect(url);
  try {
    const channel = await connection.createChannel();
    await channel.assertQueue(name);
  } finally {
    await connection.close();
  }
}
