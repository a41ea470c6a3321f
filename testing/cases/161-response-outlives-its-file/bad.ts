import { open } from "node:fs/promises";

export async function serve(path: string): Promise<Response> {
  await using file = await open(path);
  const { size } = await file.stat();
  const body = file.readableWebStream() as ReadableStream<Uint8Array>;
  return new Response(body, { headers: { "content-length": String(size) } });
}
