import type { ServerResponse } from "node:http";

interface Piece {
  readonly text?: string;
  readonly error?: string;
}

function sendError(response: ServerResponse, message: string): void {
  response.write(`event: error\ndata: ${JSON.stringify({ message })}\n\n`);
  response.end();
}

export async function streamReply(response: ServerResponse, pieces: AsyncIterable<Piece>): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  let whole = "";
  for await (const piece of pieces) {
    if (piece.error !== undefined) {
      sendError(response, piece.error);
      return;
    }
    whole += piece.text ?? "";
    response.write(`data: ${JSON.stringify({ whole })}\n\n`);
  }
  response.write(`event: done\ndata: ${JSON.stringify({ whole })}\n\n`);
  response.end();
}
