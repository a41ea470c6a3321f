interface Target {
  readonly width: number;
  readonly height: number;
  readonly type: string;
}

async function loadSource(file: File): Promise<ImageBitmap> {
  if (!file.type.startsWith("image/")) throw new TypeError(`not a picture: ${file.name}`);
  return createImageBitmap(file, { imageOrientation: "from-image" });
}

function fit(source: { width: number; height: number }, target: Target): { width: number; height: number } {
  const scale = Math.min(target.width / source.width, target.height / source.height, 1);
  return { width: Math.round(source.width * scale), height: Math.round(source.height * scale) };
}

export async function resizeImage(file: File, target: Target): Promise<Blob> {
  const source = await loadSource(file);
  const size = fit(source, target);
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no drawing context");
  context.drawImage(source, 0, 0, size.width, size.height);
  return canvas.convertToBlob({ type: target.type });
}
