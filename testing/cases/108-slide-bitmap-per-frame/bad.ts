export interface Layer {
  paint(context: OffscreenCanvasRenderingContext2D): void;
}

export function present(layers: readonly Layer[], target: CanvasRenderingContext2D, width: number, height: number): void {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) return;
  for (const layer of layers) layer.paint(context);
  const slide = canvas.transferToImageBitmap();
  target.clearRect(0, 0, width, height);
  target.drawImage(slide, 0, 0);
}
