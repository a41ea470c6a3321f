declare class Tensor {
  transpose(order: number[]): Tensor;
  toFloat(): Tensor;
  data(): Promise<Float32Array>;
  dispose(): void;
}
declare const tf: { fromPixels(image: ImageData): Tensor; tidy<T>(body: () => T): T };

export async function planes(image: ImageData): Promise<Float32Array> {
  const output = tf.tidy(() => tf.fromPixels(image).transpose([2, 0, 1]).toFloat());
  try {
    return await output.data();
  } finally {
    output.dispose();
  }
}
