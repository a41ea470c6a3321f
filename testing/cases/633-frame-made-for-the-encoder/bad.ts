declare class Muxer {
  constructor(options: { width: number; height: number });
  addVideoChunk(chunk: EncodedVideoChunk, meta?: EncodedVideoChunkMetadata): void;
  finalize(): ArrayBuffer;
}

export class WebmRecorder {
  private readonly muxer: Muxer;
  private readonly encoder: VideoEncoder;
  private frames = 0;

  constructor(width: number, height: number, fail: (error: DOMException) => void) {
    this.muxer = new Muxer({ width, height });
    this.encoder = new VideoEncoder({
      output: (chunk, meta) => this.muxer.addVideoChunk(chunk, meta),
      error: fail,
    });
    this.encoder.configure({ codec: "vp09.00.10.08", width, height, bitrate: 1e6 });
  }

  add(canvas: OffscreenCanvas, seconds: number): void {
    const keyFrame = this.frames++ % 50 === 0;
    this.encoder.encode(new VideoFrame(canvas, { timestamp: seconds * 1e6 }), { keyFrame });
  }

  async finish(): Promise<ArrayBuffer> {
    try {
      await this.encoder.flush();
    } finally {
      this.encoder.close();
    }
    return this.muxer.finalize();
  }
}
