/** Servers and sockets that live until they are told to stop. */

import { createServer as createHttpServer } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";

export function echo(port: number): Server {
  const server = createServer((socket) => {
    socket.pipe(socket);
    socket.on("error", () => socket.destroy());
  });
  return server.listen(port);
}

export async function main(): Promise<void> {
  const server = createHttpServer((request, response) => response.end(request.url));
  server.listen(Number(process.env["PORT"] ?? 8080));
  await once(server, "listening");
  console.log("listening", server.address());
  process.once("SIGINT", () => server.close());
}

export async function freePort(): Promise<number> {
  const server = createServer();
  try {
    server.listen(0);
    await once(server, "listening");
    return (server.address() as { port: number }).port;
  } finally {
    server.close();
  }
}

export class Hub {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => {
    this.sockets.add(socket);
    socket.once("close", () => this.sockets.delete(socket));
  });

  listen(port: number): this {
    this.server.listen(port);
    return this;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

export async function withEcho<T>(body: (port: number) => Promise<T>): Promise<T> {
  const server = echo(0);
  try {
    await once(server, "listening");
    return await body((server.address() as { port: number }).port);
  } finally {
    server.close();
  }
}
