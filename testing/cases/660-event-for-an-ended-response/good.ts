import type { IncomingMessage, ServerResponse } from "node:http";

export interface Subscription {
  readonly messages: AsyncIterable<{ readonly event: string; readonly data: unknown }>;
  stop(): Promise<void>;
}

export async function streamTo(request: IncomingMessage, response: ServerResponse, open: () => Promise<Subscription>): Promise<void> {
  const subscription = await open();
  response.writeHead(200, { "content-type": "text/event-stream" });
  request.once("close", () => {
    response.end();
    void subscription.stop();
  });
  for await (const { event, data } of subscription.messages) {
    if (response.writableEnded || response.destroyed) break;
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
  if (!response.writableEnded) response.end();
}
