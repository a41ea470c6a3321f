export interface SegmentStorage {
  initialize(config: { memoryLimit: number }): Promise<void>;
  store(id: string, data: ArrayBuffer): void;
  destroy(): void;
}

export class Core {
  private segmentStorage: SegmentStorage | undefined;
  private ready: Promise<void> | undefined;
  constructor(private readonly createStorage: (live: boolean) => SegmentStorage) {}

  async loadSegment(id: string, live: boolean): Promise<ArrayBuffer> {
    this.ready ??= this.initializeSegmentStorage(live);
    await this.ready;
    const response = await fetch(`/segments/${id}`);
    const data = await response.arrayBuffer();
    this.segmentStorage?.store(id, data);
    return data;
  }

  destroy(): void {
    this.segmentStorage?.destroy();
    this.segmentStorage = undefined;
  }

  private async initializeSegmentStorage(live: boolean): Promise<void> {
    const storage = this.createStorage(live);
    this.segmentStorage = storage;
    await storage.initialize({ memoryLimit: 512 });
  }
}
