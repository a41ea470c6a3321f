export interface Painter {
  paint(bitmap: ImageBitmap): void;
}

async function show(frame: VideoFrame, painter: Painter): Promise<void> {
  const bitmap = await createImageBitmap(frame);
  painter.paint(bitmap);
  bitmap.close();
}

export function createDecoder(painter: Painter, fail: (error: Error) => void): VideoDecoder {
  return new VideoDecoder({
    output: (frame) => {
      try {
        void show(frame, painter);
      } finally {
        frame.close();
      }
    },
    error: fail,
  });
}
