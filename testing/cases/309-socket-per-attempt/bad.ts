interface Message {
  readonly type: string;
  readonly payload: unknown;
}

export class RemoteClient {
  private socket: WebSocket | undefined;
  private attempts = 0;
  private readonly pending: Message[] = [];
  constructor(
    private readonly url: string,
    private readonly onMessage: (message: Message) => void,
  ) {}

  connect(): void {
    if (this.socket !== undefined && this.socket.readyState === WebSocket.OPEN) this.socket.close();
    this.socket = new WebSocket(this.url);
    this.socket.onopen = () => {
      this.attempts = 0;
      for (const message of this.pending.splice(0)) this.send(message);
    };
    this.socket.onmessage = (event) => this.onMessage(JSON.parse(String(event.data)) as Message);
  }

  update(): void {
    this.attempts++;
    if (this.attempts % 50 === 0 && this.socket?.readyState !== WebSocket.OPEN) this.connect();
  }

  send(message: Message): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
    else this.pending.push(message);
  }

  disconnect(): void {
    this.socket?.close();
    this.socket = undefined;
  }
}
