interface Status {
  readonly blocks: number;
  readonly connections: number;
}
interface Api {
  status(): Promise<Status>;
}
interface EventSource {
  on(event: "block", listener: (height: number) => void): void;
  off(event: "block", listener: (height: number) => void): void;
}

export class StatusController {
  status: Status | undefined;
  private height = 0;
  constructor(
    private readonly api: Api,
    private readonly events: EventSource,
  ) {}

  onInit(): void {
    this.events.on("block", this.onBlock);
    void this.refresh();
    setInterval(() => void this.refresh(), 10_000);
  }

  onDestroy(): void {
    this.events.off("block", this.onBlock);
  }

  private readonly onBlock = (height: number): void => {
    this.height = Math.max(this.height, height);
  };

  private async refresh(): Promise<void> {
    this.status = await this.api.status();
    this.height = this.status.blocks;
  }
}
