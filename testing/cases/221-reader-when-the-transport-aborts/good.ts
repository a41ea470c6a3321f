export class EventTransport {
  onmessage: ((message: unknown) => void) | undefined;
  private readonly abort = new AbortController();

  async start(url: string): Promise<void> {
    const response = await fetch(url, { headers: { accept: "text/event-stream" } });
    if (response.body !== null) await this.handleStream(response.body);
  }

  close(): void {
    this.abort.abort();
  }

  private async handleStream(stream: ReadableStream<Uint8Array>): Promise<void> {
    const reader = stream.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
    try {
      while (true) {
        const { value, done } = await reader.read();
        if (this.abort.signal.aborted) return;
        if (done) break;
        this.onmessage?.(JSON.parse(value));
      }
    } finally {
      reader.releaseLock();
    }
  }
}
