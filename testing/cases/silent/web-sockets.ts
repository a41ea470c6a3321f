/** Sockets of the browser: listeners end with the socket, reconnects replace it. */

export function chat(url: string, onText: (text: string) => void): { send(text: string): void; close(): void } {
  const socket = new WebSocket(url);
  socket.addEventListener("message", (event: MessageEvent<string>) => onText(event.data));
  socket.addEventListener("error", () => socket.close());
  return { send: (text) => socket.send(text), close: () => socket.close() };
}

export class Reconnecting {
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  constructor(private readonly url: string) {
    this.connect();
  }

  private connect(): void {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onclose = () => {
      if (this.stopped || this.socket !== socket) return;
      this.timer = setTimeout(() => this.connect(), 1000);
    };
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }
}

export function opened(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.onopen = () => resolve(socket);
    socket.onerror = () => {
      socket.close();
      reject(new Error(`cannot connect to ${url}`));
    };
  });
}

export async function ask(url: string, question: string): Promise<string> {
  const socket = await opened(url);
  try {
    socket.send(question);
    return await new Promise((resolve) => {
      socket.onmessage = (event: MessageEvent<string>) => resolve(event.data);
    });
  } finally {
    socket.close();
  }
}
