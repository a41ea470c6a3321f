/** Methods that look like factories and only lend what the receiver owns. */

declare class BrowserContext {
  newPage(): Promise<Page>;
  browser(): Browser | null;
  close(): Promise<void>;
}
declare class Browser {
  contexts(): BrowserContext[];
  close(): Promise<void>;
}
declare class Frame {
  page(): Page;
  childFrames(): Frame[];
}
declare class Page {
  context(): BrowserContext;
  mainFrame(): Frame;
  title(): Promise<string>;
  close(): Promise<void>;
}

export async function titles(browser: Browser, pages: readonly Page[]): Promise<string[]> {
  const first = browser.contexts()[0];
  const mine = pages.filter((page) => page.context() === first);
  return Promise.all(mine.map((page) => page.title()));
}

export function rootOf(frame: Frame): Frame {
  const page = frame.page();
  return page.mainFrame();
}

declare class MongoClient {
  db(name: string): { collection(name: string): { findOne(id: string): Promise<{ text: string } | null> } };
  close(): Promise<void>;
}

export async function text(client: MongoClient, id: string): Promise<string> {
  const db = client.db("notes");
  const notes = db.collection("texts");
  const found = await notes.findOne(id);
  return found?.text ?? "";
}
