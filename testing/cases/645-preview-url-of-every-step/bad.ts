export interface Preview {
  readonly nodeId: string;
  readonly blob: Blob;
}

export class PreviewStore {
  private readonly urls: Record<string, string[]> = {};

  onPreview({ nodeId, blob }: Preview): void {
    this.urls[nodeId] = [URL.createObjectURL(blob)];
  }

  urlsOf(nodeId: string): readonly string[] {
    return this.urls[nodeId] ?? [];
  }

  onExecuted(nodeId: string): void {
    delete this.urls[nodeId];
  }

  clear(): void {
    for (const nodeId of Object.keys(this.urls)) delete this.urls[nodeId];
  }
}
