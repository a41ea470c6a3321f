declare class StreamZip {
  constructor(config: { file: string });
  once(event: "ready", listener: () => void): void;
  once(event: "error", listener: (error: Error) => void): void;
  entries(): Record<string, { size: number }>;
  close(): void;
}

export class StreamZipAsync {
  private readonly ready: Promise<StreamZip>;

  constructor(config: { file: string }) {
    this.ready = new Promise((resolve, reject) => {
      const zip = new StreamZip(config);
      zip.once("ready", () => resolve(zip));
      zip.once("error", reject);
    });
  }

  async entries(): Promise<Record<string, { size: number }>> {
    const zip = await this.ready;
    return zip.entries();
  }

  async close(): Promise<void> {
    const zip = await this.ready;
    zip.close();
  }
}
