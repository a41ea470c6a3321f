export interface Socket { connect(): void; close(): void; onError(listener: () => void): void }

export class SessionClient {
  private readonly pings: ReturnType<typeof setInterval>;
  constructor(private readonly socket: Socket) {
    this.pings = setInterval(() => socket.connect(), 30_000);
    socket.onError(() => {
      setTimeout(() => this.socket.connect(), 1000);
    });
  }

  close(): void {
    clearInterval(this.pings);
    this.socket.close();
  }
}
