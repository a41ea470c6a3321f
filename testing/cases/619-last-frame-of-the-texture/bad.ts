export interface FrameTexture {
  setFrame(frame: VideoFrame): void; // borrows
}

export function decoderFor(texture: FrameTexture, config: VideoDecoderConfig): { decoder: VideoDecoder; stop: () => void } {
  let current: VideoFrame | null = null;
  const decoder = new VideoDecoder({
    output: (frame) => {
      texture.setFrame(frame);
      current = frame;
    },
    error: (error) => console.error(error),
  });
  decoder.configure(config);
  return {
    decoder,
    stop: () => {
      current?.close();
      decoder.close();
    },
  };
}
