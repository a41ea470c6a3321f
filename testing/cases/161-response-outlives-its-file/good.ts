import { open } from "node:fs/promises";

export async function serve(path: string): Promise<Response> {
  await using file = await open(path);
  const bytes = await file.readFile();
  return new Response(new Uint8Array(bytes), { headers: { "content-length": String(bytes.length) } });
}
