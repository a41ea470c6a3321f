export interface Preview {
  show(frame: VideoFrame): void; // takes the frame
}

export async function present(
  frames: AsyncIterable<VideoFrame>,
  context: CanvasRenderingContext2D,
  preview: Preview,
): Promise<void> {
  for await (const frame of frames) {
    context.drawImage(frame, 0, 0);
    frame.close();
    preview.show(frame.clone());
  }
}
