export interface Preview {
  readonly nodeId: string;
  readonly blob: Blob;
}

export class PreviewStore {
  private readonly urls: Record<string, string[]> = {};

  onPreview({ nodeId, blob }: Preview): void {
    this.revoke(nodeId);
    this.urls[nodeId] = [URL.createObjectURL(blob)];
  }

  urlsOf(nodeId: string): readonly string[] {
    return this.urls[nodeId] ?? [];
  }

  onExecuted(nodeId: string): void {
    this.revoke(nodeId);
  }

  clear(): void {
    for (const nodeId of Object.keys(this.urls)) this.revoke(nodeId);
  }

  private revoke(nodeId: string): void {
    for (const url of this.urls[nodeId] ?? []) URL.revokeObjectURL(url);
    delete this.urls[nodeId];
  }
}
