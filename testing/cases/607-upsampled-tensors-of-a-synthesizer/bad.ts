declare class Tensor {
  mul(other: Tensor | number): Tensor;
  exp(): Tensor;
  data(): Promise<Float32Array>;
  dispose(): void;
}
declare const tf: { tensor2d(values: Float32Array, shape: [number, number]): Tensor };
declare function istft(magnitudes: Tensor, length: number): Tensor; // a new tensor

export async function synthesize(values: Float32Array, rows: number, length: number): Promise<Float32Array> {
  const logs = tf.tensor2d(values, [rows, values.length / rows]);
  const magnitudes = logs.exp();
  const sound = istft(magnitudes, length);
  const samples = await sound.data();
  sound.dispose();
  logs.dispose();
  return samples;
}
