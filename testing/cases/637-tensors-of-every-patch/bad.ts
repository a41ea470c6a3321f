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
    const image = tf.browser.fromPixels(context.getImageData(x, y, size, size));
    const mean = image.mean();
    const normalised = image.sub(mean);
    const batch = normalised.expandDims(0);
    const prediction = model.predict(batch);
    const [score = 0] = await prediction.data();
    prediction.dispose();
    scores.push(score);
  }
  return scores;
}
