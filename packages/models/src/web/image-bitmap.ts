/** Ownership of image bitmaps: made from an image, lent to a canvas, given to a bitmap renderer. */

import type { FunctionModel, Model } from "../schema.ts";

/** The canvas keeps it, and has one unless it was asked for another kind before. */
const context: FunctionModel = { result: { kind: "shared" }, seldomNothing: true };

export const imageBitmap: Model = {
  modules: ["global"],
  types: {
    ImageBitmap: {
      what: "a decoded image",
      strength: "hard",
      release: ["close"],
      leak: "Its pixels, often tens of megabytes and on the graphics card, stay until the collector runs, which sees only a small object.",
      useAfter: "Drawing it throws an `InvalidStateError`; its width and height are 0.",
      safeAfter: ["width", "height"],
      movable: true,
      endsAtOnce: true,
    },
  },
  functions: {
    createImageBitmap: { result: { kind: "fresh", type: "ImageBitmap", awaited: true }, throws: "outside" },
    "OffscreenCanvas.transferToImageBitmap": { result: { kind: "fresh", type: "ImageBitmap" } },
    "ImageBitmapRenderingContext.transferFromImageBitmap": { takes: { "0": "moves" } },
    "CanvasDrawImage.drawImage": { takes: { "0": "borrows" } },
    "CanvasFillStrokeStyles.createPattern": { takes: { "0": "borrows" } },
    "GPUQueue.copyExternalImageToTexture": {},
    "HTMLCanvasElement.getContext": context,
    "OffscreenCanvas.getContext": context,
  },
  shapes: [{ names: ["ImageBitmap"], members: ["close"], type: "ImageBitmap" }],
};
