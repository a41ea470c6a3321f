/** Made on first use, kept until shutdown. */

import { open, type FileHandle } from "node:fs/promises";

declare class Browser { newPage(): Promise<{ close(): Promise<void> }>; isConnected(): boolean; close(): Promise<void> }
declare const chromium: { launch(): Promise<Browser> };

let browser: Promise<Browser> | undefined;

export function sharedBrowser(): Promise<Browser> {
  return (browser ??= chromium.launch());
}

export async function shutdown(): Promise<void> {
  const running = browser;
  browser = undefined;
  await (await running)?.close();
}

export async function page(): Promise<{ close(): Promise<void> }> {
  return (await sharedBrowser()).newPage();
}

export class Log {
  #file: Promise<FileHandle> | undefined;
  constructor(private readonly path: string) {}

  #open(): Promise<FileHandle> {
    return (this.#file ??= open(this.path, "a"));
  }

  async write(line: string): Promise<void> {
    const file = await this.#open();
    await file.appendFile(`${line}\n`);
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await (await file)?.close();
  }
}
