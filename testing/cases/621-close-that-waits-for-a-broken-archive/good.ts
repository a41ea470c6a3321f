declare class StreamZip {
  constructor(config: { file: string });
  once(event: "ready", listener: () => void): void;
  once(event: "error", listener: (error: Error) => void): void;
  entries(): Record<string, { size: number }>;
  close(): void;
}

export class StreamZipAsync {
  private readonly zip: StreamZip;
  private readonly ready: Promise<void>;

  constructor(config: { file: string }) {
    const zip = new StreamZip(config);
    this.zip = zip;
    this.ready = new Promise((resolve, reject) => {
      zip.once("ready", () => resolve());
      zip.once("error", reject);
    });
  }

  async entries(): Promise<Record<string, { size: number }>> {
    await this.ready;
    return this.zip.entries();
  }

  async close(): Promise<void> {
    await this.ready.catch(() => undefined);
    this.zip.close();
  }
}
