interface SocketOptions {
  readonly onMessage: (text: string) => void;
  readonly retryOnError: boolean;
  readonly reconnectInterval: number;
}

export function connect(url: string, options: SocketOptions): () => void {
  let socket: WebSocket;
  let closing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = (): void => {
    socket = new WebSocket(url);
    socket.onmessage = (event) => options.onMessage(String(event.data));
    socket.onerror = () => {
      if (options.retryOnError) timer = setTimeout(start, options.reconnectInterval);
    };
    socket.onclose = () => {
      if (!closing) options.onMessage("closed");
    };
  };
  start();
  return () => {
    closing = true;
    clearTimeout(timer);
    socket.close();
  };
}
