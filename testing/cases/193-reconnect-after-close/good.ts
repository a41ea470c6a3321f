export interface Socket { connect(): void; close(): void; onError(listener: () => void): void }

export class SessionClient {
  private readonly pings: ReturnType<typeof setInterval>;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  constructor(private readonly socket: Socket) {
    this.pings = setInterval(() => socket.connect(), 30_000);
    socket.onError(() => {
      if (this.closed) return;
      clearTimeout(this.retry);
      this.retry = setTimeout(() => this.socket.connect(), 1000);
    });
  }

  close(): void {
    this.closed = true;
    clearInterval(this.pings);
    clearTimeout(this.retry);
    this.socket.close();
  }
}
