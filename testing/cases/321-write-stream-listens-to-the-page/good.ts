interface Chunk {
  readonly bytes: Uint8Array;
  readonly at: number;
}

export class UploadBuffer {
  private readonly chunks: Chunk[] = [];
  private finished = false;
  private readonly onUnload = (): void => this.flush();
  constructor(
    private readonly endpoint: string,
    private readonly limit: number,
  ) {
    window.addEventListener("pagehide", this.onUnload);
  }

  write(bytes: Uint8Array): void {
    if (this.finished) throw new Error("written after the end");
    this.chunks.push({ bytes, at: Date.now() });
    if (this.chunks.length >= this.limit) this.flush();
  }

  flush(): void {
    for (const { bytes } of this.chunks.splice(0)) navigator.sendBeacon(this.endpoint, bytes.slice());
  }

  destroy(): void {
    this.finished = true;
    this.flush();
    window.removeEventListener("pagehide", this.onUnload);
  }
}
