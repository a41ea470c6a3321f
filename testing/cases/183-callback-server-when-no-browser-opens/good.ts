import { createServer } from "node:http";
import { once } from "node:events";
declare function openBrowser(url: string): Promise<void>;

export async function authorise(url: string, port: number): Promise<string> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    await openBrowser(`${url}&redirect_uri=http://127.0.0.1:${port}`);
    const [request, response] = await once(server, "request");
    response.end("You can close this window.");
    return new URL(request.url, url).searchParams.get("code") ?? "";
  } finally {
    server.close();
  }
}
