declare class Tensor {
  slice(begin: number[], size: number[]): Tensor;
  dataSync(): Float32Array;
  dispose(): void;
}
export interface Model { predict(input: Tensor): Tensor }

export function upscaleTiles(model: Model, pixels: Tensor, tile: number, count: number): Float32Array[] {
  const results: Float32Array[] = [];
  for (let index = 0; index < count; index++) {
    const slice = pixels.slice([0, index * tile], [tile, tile]);
    try {
      const result = model.predict(slice);
      try {
        results.push(result.dataSync());
      } finally {
        result.dispose();
      }
    } finally {
      slice.dispose();
    }
  }
  return results;
}
