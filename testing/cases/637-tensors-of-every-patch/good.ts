declare class Tensor {
  toFloat(): Tensor;
  mean(): Tensor;
  sub(other: Tensor): Tensor;
  expandDims(axis: number): Tensor;
  data(): Promise<Float32Array>;
  dispose(): void;
}
declare const tf: {
  browser: { fromPixels(pixels: ImageData): Tensor };
  tidy<T extends Tensor>(body: () => T): T;
};
export interface Model {
  predict(batch: Tensor): Tensor;
}
export interface Patch {
  readonly x: number;
  readonly y: number;
}

export async function predictPatches(model: Model, context: OffscreenCanvasRenderingContext2D, patches: readonly Patch[], size: number): Promise<number[]> {
  const scores: number[] = [];
  for (const { x, y } of patches) {
    const prediction = tf.tidy(() => {
      const image = tf.browser.fromPixels(context.getImageData(x, y, size, size));
      const normalised = image.sub(image.mean());
      return model.predict(normalised.expandDims(0));
    });
    try {
      const [score = 0] = await prediction.data();
      scores.push(score);
    } finally {
      prediction.dispose();
    }
  }
  return scores;
}
