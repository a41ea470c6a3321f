declare class ClientSession {
  commitTransaction(): Promise<void>;
  endSession(): Promise<void>;
}
declare const client: { startSession(): ClientSession };

export class Transactions {
  private readonly sessions = new Map<string, ClientSession>();

  begin(id: string): void {
    this.sessions.set(id, client.startSession());
  }

  find(id: string): ClientSession | undefined {
    return this.sessions.get(id);
  }

  async commit(id: string): Promise<void> {
    const session = this.sessions.get(id);
    if (session === undefined) return;
    try {
      await session.commitTransaction();
    } finally {
      await session.endSession();
      this.sessions.delete(id);
    }
  }
}
