declare class Tensor {
  transpose(order: number[]): Tensor;
  toFloat(): Tensor;
  data(): Promise<Float32Array>;
  dispose(): void;
}
declare const tf: { fromPixels(image: ImageData): Tensor };

export async function planes(image: ImageData): Promise<Float32Array> {
  const input = tf.fromPixels(image);
  const output = input.transpose([2, 0, 1]).toFloat();
  try {
    return await output.data();
  } finally {
    output.dispose();
    input.dispose();
  }
}
