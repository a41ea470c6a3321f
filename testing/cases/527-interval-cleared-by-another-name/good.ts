type Status = "online" | "offline";

export class NetworkMonitor {
  private networkStatusCheckIntervalId: ReturnType<typeof setInterval> | undefined;
  private connectionTimeout: ReturnType<typeof setTimeout> | undefined;
  private status: Status = "online";

  constructor(
    private readonly probe: () => Promise<boolean>,
    private readonly onChange: (status: Status) => void,
  ) {}

  start(): void {
    this.connectionTimeout = setTimeout(() => this.update("offline"), 20_000);
    this.networkStatusCheckIntervalId = setInterval(() => {
      void this.probe().then((reached) => this.update(reached ? "online" : "offline"));
    }, 10_000);
  }

  private update(status: Status): void {
    if (status === this.status) return;
    this.status = status;
    if (status === "online") clearTimeout(this.connectionTimeout);
    this.onChange(status);
  }

  stop(): void {
    clearTimeout(this.connectionTimeout);
    clearInterval(this.networkStatusCheckIntervalId);
    this.status = "online";
  }
}
