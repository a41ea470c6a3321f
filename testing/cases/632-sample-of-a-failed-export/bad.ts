declare class VideoSample {
  readonly timestamp: number;
  readonly duration: number;
  draw(context: OffscreenCanvasRenderingContext2D, x: number, y: number): void;
  close(): void;
}
declare class VideoSampleSink {
  samples(start: number, end: number): AsyncGenerator<VideoSample, void>;
}
declare class CanvasSource {
  add(timestamp: number, duration: number): Promise<void>;
}
declare class Output {
  start(): Promise<void>;
  finalize(): Promise<void>;
  cancel(): Promise<void>;
}

export async function burnCaptions(
  sink: VideoSampleSink,
  context: OffscreenCanvasRenderingContext2D,
  source: CanvasSource,
  output: Output,
  captionAt: (seconds: number) => string,
): Promise<void> {
  await output.start();
  for await (const sample of sink.samples(0, Infinity)) {
    sample.draw(context, 0, 0);
    context.fillText(captionAt(sample.timestamp), 16, context.canvas.height - 24);
    await source.add(sample.timestamp, sample.duration);
    sample.close();
  }
  await output.finalize();
}
