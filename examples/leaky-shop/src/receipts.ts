/** Receipts, as files that are sent to the customer. */

import { open } from "node:fs/promises";
import { join } from "node:path";
import type { ReadableStream } from "node:stream/web";

/** Wrong: the file is closed when the function returns, before the first byte is read. */
export async function receiptStream(directory: string, order: number): Promise<ReadableStream> {
  await using file = await open(join(directory, `${order}.pdf`));
  return file.readableWebStream(); // planted: outlives-using
}

/** Right: nothing of the file is left when it closes. */
export async function receiptBytes(directory: string, order: number): Promise<Uint8Array> {
  await using file = await open(join(directory, `${order}.pdf`));
  return await file.readFile();
}

/** Right: the read stream closes its own file. */
export async function receiptText(directory: string, order: number): Promise<string> {
  const file = await open(join(directory, `${order}.txt`));
  let text = "";
  for await (const chunk of file.createReadStream({ encoding: "utf8" })) text += String(chunk);
  return text;
}
