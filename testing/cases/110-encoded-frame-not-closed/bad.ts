export function encodeCanvas(encoder: VideoEncoder, canvas: HTMLCanvasElement, timestamp: number): boolean {
  if (encoder.encodeQueueSize > 2) return false;
  const frame = new VideoFrame(canvas, { timestamp });
  encoder.encode(frame, { keyFrame: timestamp % 2_000_000 === 0 });
  return true;
}
