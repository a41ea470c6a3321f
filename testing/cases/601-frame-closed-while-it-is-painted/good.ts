export interface Painter {
  paint(bitmap: ImageBitmap): void;
}

async function show(frame: VideoFrame, painter: Painter): Promise<void> {
  try {
    const bitmap = await createImageBitmap(frame);
    try {
      painter.paint(bitmap);
    } finally {
      bitmap.close();
    }
  } finally {
    frame.close();
  }
}

export function createDecoder(painter: Painter, fail: (error: Error) => void): VideoDecoder {
  return new VideoDecoder({
    output: (frame) => {
      show(frame, painter).catch(fail);
    },
    error: fail,
  });
}
