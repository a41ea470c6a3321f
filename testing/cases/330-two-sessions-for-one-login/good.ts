interface Answer {
  readonly status: number;
  readonly body: string;
}
declare class NetSession {
  static create(partition: string): Promise<NetSession>;
  request(url: string, init: { method: string; body?: string }): Promise<Answer>;
  close(): Promise<void>;
}

export class NtlmSession {
  private session: Promise<NetSession> | null = null;
  constructor(private readonly partition: string) {}

  async request(url: string, body: string): Promise<Answer> {
    this.session ??= NetSession.create(this.partition);
    const session = await this.session;
    const answer = await session.request(url, { method: "POST", body });
    if (answer.status === 401) throw new Error("not logged in");
    return answer;
  }

  async logout(): Promise<void> {
    const session = this.session;
    this.session = null;
    await (await session)?.close();
  }
}
