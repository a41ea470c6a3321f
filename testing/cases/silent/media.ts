/** Frames, bitmaps, tracks, decoders: closed by who is last, or passed on. */

export function relay(frames: ReadableStream<VideoFrame>, target: WritableStream<VideoFrame>): Promise<void> {
  const drop = new TransformStream<VideoFrame, VideoFrame>({
    transform(frame, controller) {
      if (frame.timestamp % 2 === 0) controller.enqueue(frame);
      else frame.close();
    },
  });
  return frames.pipeThrough(drop).pipeTo(target);
}

export function decoder(onFrame: (frame: VideoFrame) => void): VideoDecoder {
  return new VideoDecoder({ output: onFrame, error: (error) => console.error(error) });
}

export function painter(context: CanvasRenderingContext2D): VideoDecoder {
  return new VideoDecoder({
    output(frame) {
      try {
        context.drawImage(frame, 0, 0);
      } finally {
        frame.close();
      }
    },
    error: (error) => console.error(error),
  });
}

export async function scaled(blob: Blob, width: number): Promise<ImageBitmap> {
  const full = await createImageBitmap(blob);
  try {
    return await createImageBitmap(full, { resizeWidth: width });
  } finally {
    full.close();
  }
}

export function show(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
}

export async function camera(video: HTMLVideoElement): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  video.srcObject = stream;
  return () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}

export async function beep(): Promise<void> {
  const context = new AudioContext();
  const oscillator = context.createOscillator();
  oscillator.connect(context.destination);
  oscillator.onended = () => void context.close();
  oscillator.start();
  oscillator.stop(context.currentTime + 0.2);
}
