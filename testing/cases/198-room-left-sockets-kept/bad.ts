export class Room {
  private sockets: WebSocket[] = [];
  constructor(private readonly relays: readonly string[], private readonly onText: (text: string) => void) {}

  join(): void {
    this.sockets = this.relays.map((url) => {
      const socket = new WebSocket(url);
      socket.onmessage = (event: MessageEvent<string>) => this.onText(event.data);
      return socket;
    });
  }

  leave(): void {
    this.sockets = [];
  }
}
