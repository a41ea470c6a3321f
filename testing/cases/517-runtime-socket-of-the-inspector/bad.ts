import { EventEmitter } from "node:events";

declare class WebSocket extends EventEmitter {
  constructor(url: URL);
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export class InspectorProxy {
  readonly #runtimeWebSocket: WebSocket;
  readonly #keepAlive: NodeJS.Timeout;
  #devtoolsWebSocket: WebSocket | undefined;

  constructor(runtimeUrl: URL) {
    this.#runtimeWebSocket = new WebSocket(runtimeUrl);
    this.#runtimeWebSocket.on("message", (data) => this.#devtoolsWebSocket?.send(data.toString()));
    this.#keepAlive = setInterval(() => {
      this.#runtimeWebSocket.send(JSON.stringify({ method: "Runtime.getIsolateId", id: -1 }));
    }, 10_000);
  }

  onDevtoolsConnected(socket: WebSocket): void {
    this.#devtoolsWebSocket?.close(1013, "only one devtools");
    this.#devtoolsWebSocket = socket;
    socket.on("message", (data) => this.#runtimeWebSocket.send(data.toString()));
  }

  dispose(): void {
    clearInterval(this.#keepAlive);
    this.#devtoolsWebSocket?.close();
  }
}
