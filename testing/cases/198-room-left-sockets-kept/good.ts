export class Room {
  private sockets: WebSocket[] = [];
  constructor(private readonly relays: readonly string[], private readonly onText: (text: string) => void) {}

  join(): void {
    this.leave();
    this.sockets = this.relays.map((url) => {
      const socket = new WebSocket(url);
      socket.onmessage = (event: MessageEvent<string>) => this.onText(event.data);
      return socket;
    });
  }

  leave(): void {
    for (const socket of this.sockets.splice(0)) socket.close();
  }
}
