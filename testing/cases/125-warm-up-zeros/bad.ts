declare class Tensor {
  data(): Promise<Float32Array>;
  dispose(): void;
}
declare class Model {
  predict(input: Tensor): Tensor; // borrows, gives a new one
}
declare const tf: { zeros(shape: number[]): Tensor };

export async function warmUp(model: Model, sizes: readonly number[]): Promise<void> {
  for (const size of sizes) {
    const result = model.predict(tf.zeros([1, size, size, 3]));
    try {
      await result.data();
    } finally {
      result.dispose();
    }
  }
}
