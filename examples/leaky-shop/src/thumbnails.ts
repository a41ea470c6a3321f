/** Thumbnails: bitmaps live outside the collector's heap and are closed by hand. */

import type { Worker } from "node:worker_threads";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Wrong: a picture that is small enough is decoded and forgotten. */
export async function drawThumbnail(context: CanvasRenderingContext2D, picture: Blob, edge: number): Promise<Size | undefined> {
  const bitmap = await createImageBitmap(picture); // planted: leaked-resource
  if (bitmap.width <= edge && bitmap.height <= edge) return undefined;
  const size = fit(bitmap, edge);
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  return size;
}

/** Right: measures, closes, answers. */
export async function pictureSize(picture: Blob): Promise<Size> {
  const bitmap = await createImageBitmap(picture);
  const size = { width: bitmap.width, height: bitmap.height };
  bitmap.close();
  return size;
}

/** Right: the smaller bitmap is handed over; the larger one ends here. */
export async function thumbnail(picture: Blob, edge: number): Promise<ImageBitmap> {
  const full = await createImageBitmap(picture);
  try {
    const { width, height } = fit(full, edge);
    return await createImageBitmap(full, { resizeWidth: width, resizeHeight: height });
  } finally {
    full.close();
  }
}

/** Wrong: the buffer belongs to the worker by then, and cannot be looked at here. */
export function sendPixels(worker: Worker, pixels: ArrayBuffer): number {
  worker.postMessage({ kind: "shrink", pixels }, [pixels]);
  return brightness(pixels); // planted: use-after-move
}

/** Right: looks first, and gives away last. */
export function sendBright(worker: Worker, pixels: ArrayBuffer): number {
  const bright = brightness(pixels);
  worker.postMessage({ kind: "sharpen", pixels }, [pixels]);
  return bright;
}

/** Right: a copy travels, the original stays. */
export function sendCopy(worker: Worker, pixels: ArrayBuffer): number {
  const copy = pixels.slice(0);
  worker.postMessage({ kind: "blur", pixels: copy }, [copy]);
  return brightness(pixels);
}

function brightness(pixels: ArrayBuffer): number {
  const bytes = new Uint8Array(pixels);
  return bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length;
}

function fit(size: Size, edge: number): Size {
  const scale = Math.min(1, edge / Math.max(size.width, size.height));
  return { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
}
