export interface SegmentStorage {
  initialize(config: { memoryLimit: number }): Promise<void>;
  store(id: string, data: ArrayBuffer): void;
  destroy(): void;
}

export class Core {
  private segmentStorage: SegmentStorage | undefined;
  constructor(private readonly createStorage: (live: boolean) => SegmentStorage) {}

  async loadSegment(id: string, live: boolean): Promise<ArrayBuffer> {
    await this.initializeSegmentStorage(live);
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
    if (this.segmentStorage) return;
    const storage = this.createStorage(live);
    await storage.initialize({ memoryLimit: 512 });
    this.segmentStorage = storage;
  }
}
