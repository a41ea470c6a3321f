/** Receipts, as files that are sent to the customer. */

import { open } from "node:fs/promises";
import { join } from "node:path";

/** Wrong: the file is closed when the function returns, before the first byte is sent. */
export async function receiptResponse(directory: string, order: number): Promise<Response> {
  await using file = await open(join(directory, `${order}.pdf`));
  return new Response(file.readableWebStream() as ReadableStream); // planted: outlives-using
}

/** Right: nothing of the file is left when it closes. */
export async function receiptBytes(directory: string, order: number): Promise<Response> {
  await using file = await open(join(directory, `${order}.pdf`));
  const bytes = await file.readFile();
  return new Response(new Uint8Array(bytes));
}

/** Right: the read stream closes its own file. */
export async function receiptText(directory: string, order: number): Promise<string> {
  const file = await open(join(directory, `${order}.txt`));
  let text = "";
  for await (const chunk of file.createReadStream({ encoding: "utf8" })) text += String(chunk);
  return text;
}
